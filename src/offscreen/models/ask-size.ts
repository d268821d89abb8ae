import * as v from 'valibot';
import { AppError } from '../../core/errors.ts';
import { fileUrl, listFile, type TensorCache, tensorCache } from '../../core/models/files.ts';
import { askJson } from './ask-json.ts';

/** The shards of a model as its host lists them, before anything is downloaded. Throws `download-failed` and its like. */
export async function askShards(
  signal: AbortSignal,
  sourceUrl: string,
): Promise<TensorCache['records']> {
  const url = fileUrl(sourceUrl, listFile);
  const list = v.safeParse(tensorCache, await askJson(signal, url));
  if (list.success) return list.output.records;
  throw new AppError('download-failed', `${url} is not a list of shards.`);
}
