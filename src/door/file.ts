import { fileRequest } from '../core/download/file-request.ts';
import type { FileAnswer, FileQuestion } from '../protocol/contract.ts';
import { reasonOf } from './ask.ts';

const unreached: FileAnswer = { status: 0, headers: [], redirected: false, body: null };

/** Asks for a file of a model. `signal` ends the question alone: what is answered lives until its reader cancels it. */
export async function file(
  signal: AbortSignal,
  { url, fromByte }: FileQuestion,
): Promise<FileAnswer> {
  const question = new AbortController();
  const giveUp = () => question.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const { status, headers, redirected, body } = await fetch(url, {
      ...fileRequest(fromByte),
      signal: question.signal,
    });
    return { status, headers: [...headers], redirected, body };
  } catch {
    if (signal.aborted) throw reasonOf(signal);
    return unreached;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
