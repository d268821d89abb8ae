import * as v from 'valibot';
import { AppError } from '../../core/errors.ts';
import { fileUrl, listFile, type TensorCache, tensorCache } from '../../core/models/files.ts';

/** A host that accepts a request and then says nothing would keep a person waiting for ever. */
const answerMs = 30_000;

/** The shards of a model as its host lists them, before anything is downloaded. Throws `download-failed`. */
export async function askShards(
  signal: AbortSignal,
  sourceUrl: string,
): Promise<TensorCache['records']> {
  const url = fileUrl(sourceUrl, listFile);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return v.parse(tensorCache, await response.json()).records;
  } catch (cause) {
    signal.throwIfAborted();
    throw new AppError('download-failed', `${url}: ${String(cause)}`, { cause });
  }
}
