import { parseJson } from '../../core/download/complaint.ts';
import { refusedWith } from '../../core/download/setback.ts';
import { AppError } from '../../core/errors.ts';

/** A host that accepts a request and then says nothing would keep a person waiting for ever. */
const answerMs = 30_000;

/**
 * What a model's host has in a JSON file; undefined where that is none. Throws why it could not be had, such as
 * `download-missing`.
 */
export async function askJson(signal: AbortSignal, url: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw refusal(response, url);
    return parseJson(await response.text());
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw new AppError('download-failed', `${url}: ${String(cause)}`, { cause });
  }
}

function refusal({ status, redirected }: Response, url: string): AppError {
  return new AppError(refusedWith(status, redirected, null).code, `${url}: status ${status}`);
}
