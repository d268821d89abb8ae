import { parseRetryAfterMs } from '../../core/backoff.ts';
import { placeOf } from '../../core/download/placing.ts';
import {
  brokenOff,
  refusedWith,
  type Setback,
  unfitting,
  webPage,
} from '../../core/download/setback.ts';
import { AppError } from '../../core/errors.ts';
import type { Part } from './part.ts';
import { Silence } from './silence.ts';
import type { Answer, Source } from './source.ts';

/** A connection over which nothing comes for so long is a dead one. */
const silenceMs = 30_000;

const pieceBytes = 1024 ** 2;

/** One request came to nothing, or not to the end. */
export class RequestFailed extends AppError {
  readonly setback: Setback;

  constructor(setback: Setback, message: string, options?: ErrorOptions) {
    super(setback.code, message, options);
    this.setback = setback;
  }
}

/** Where the bytes go. */
export type Sink = Pick<Part, 'size' | 'append' | 'clear'>;

/** What is asked for, how large it is, and where nobody says that, how large it may be. */
export type Wanted = { readonly url: string; readonly size: number | null; readonly most: number };

/**
 * Asks once for what is missing of a part, and appends what comes. Returns whether the file ended before or where it
 * must; throws `RequestFailed`, after which the part holds what came.
 */
export async function request(
  signal: AbortSignal,
  source: Source,
  { url, size, most }: Wanted,
  part: Sink,
  onBytes: () => void,
): Promise<void> {
  const silence = new Silence(signal, silenceMs);
  try {
    const answer = await reached(source(silence.signal, url, part.size), url);
    refuse(answer, url);
    begin(answer, part, size, url);
    for await (const bytes of bodyOf(silence.signal, answer, url)) {
      silence.heard();
      part.append(bytes);
      onBytes();
      if (part.size > (size ?? most)) return;
    }
    // Less than a file that came from its first byte on is not broken off but another file.
    if (answer.status === 206 && size !== null && part.size < size)
      throw new RequestFailed(brokenOff, `${url}: ended at ${part.size}`);
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  } finally {
    silence.end();
  }
}

async function reached(answer: Promise<Answer>, url: string): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new RequestFailed(brokenOff, `${url}: ${String(cause)}`, { cause });
  }
}

function refuse({ status, headers, redirected }: Answer, url: string): void {
  // Beyond the file's end: what is here is not what is there.
  if (status === 416) return;
  const isWebPage = headers.get('content-type')?.startsWith('text/html') === true;
  if (status < 400 && isWebPage) throw new RequestFailed(webPage, `${url}: a web page`);
  if (status < 400) return;
  const setback = refusedWith({
    status,
    wasRedirected: redirected,
    retryAfterMs: parseRetryAfterMs(headers.get('retry-after'), Date.now()),
    reason: headers.get('x-error-code'),
  });
  throw new RequestFailed(setback, `${url}: ${status}`);
}

/** Makes the part end where the answer begins. */
function begin({ status, headers }: Answer, part: Sink, size: number | null, url: string): void {
  const contentRange = headers.get('content-range');
  const contentLength = headers.get('content-length');
  const place = placeOf({ status, contentRange, contentLength }, part.size, size);
  if (place !== part.size) part.clear();
  if (place === null) throw new RequestFailed(unfitting, `${url}: ${status}, ${contentRange}`);
}

/** Each piece is good until the next one is asked for: all go through one buffer, so that memory stays flat. */
async function* bodyOf(
  signal: AbortSignal,
  { body }: Answer,
  url: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = body?.getReader({ mode: 'byob' });
  if (!reader) return;
  // A body that came by way of another room does not hear the signal by itself.
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  try {
    let buffer = new ArrayBuffer(pieceBytes);
    while (true) {
      const { done, value } = await nextPiece(signal, reader, buffer, url);
      if (done) return;
      yield value;
      buffer = value.buffer;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

async function nextPiece(
  signal: AbortSignal,
  reader: ReadableStreamBYOBReader,
  buffer: ArrayBuffer,
  url: string,
) {
  try {
    const step = await reader.read(new Uint8Array(buffer));
    signal.throwIfAborted();
    return step;
  } catch (cause) {
    throw new RequestFailed(brokenOff, `${url}: ${String(cause)}`, { cause });
  }
}
