import * as v from 'valibot';
import { parseTree, treeUrl } from '../../core/download/tree.ts';
import { AppError } from '../../core/errors.ts';
import {
  fileUrl,
  listFile,
  type SizedFile,
  tensorCache,
  type Weights,
} from '../../core/models/files.ts';
import { askJson } from './ask-json.ts';

/**
 * The large files of a model as its host lists them, before anything is downloaded. Throws `download-failed` and its like.
 * @param sourceUrl where the files of `weights` are asked for
 */
export async function askSizes(
  signal: AbortSignal,
  { file }: Weights,
  sourceUrl: string,
): Promise<readonly SizedFile[]> {
  return file === null ? askShards(signal, sourceUrl) : [await askFile(signal, sourceUrl, file)];
}

async function askShards(signal: AbortSignal, sourceUrl: string): Promise<readonly SizedFile[]> {
  const url = fileUrl(sourceUrl, listFile);
  const list = v.safeParse(tensorCache, await askJson(signal, url));
  if (!list.success) throw new AppError('download-failed', `${url} is not a list of shards.`);
  return list.output.records.map(({ dataPath, nbytes }) => ({ file: dataPath, sizeBytes: nbytes }));
}

async function askFile(signal: AbortSignal, sourceUrl: string, file: string): Promise<SizedFile> {
  const hosted = parseTree(await askJson(signal, treeUrl(sourceUrl)))?.get(file);
  if (!hosted) throw new AppError('download-missing', `${sourceUrl} lists no ${file}.`);
  return { file, sizeBytes: hosted.size };
}
