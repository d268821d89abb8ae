import { AppError } from '../core/errors.ts';

/** Bytes of a whole body that is no stream. What is longer is not read. */
const maxBodyBytes = 1024 * 1024;

/** The body of an answer that is no stream. Throws `cloud-cut`, and `cloud-malformed` when it is too long. */
export async function bodyText(
  response: Response,
  received: (bytes: number) => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  for await (const chunk of chunksOf(response)) {
    received(chunk.byteLength);
    length += chunk.byteLength;
    if (length > maxBodyBytes) throw new AppError('cloud-malformed', `Over ${maxBodyBytes} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Leaving the loop closes the connection. Throws `cloud-cut` when it breaks. */
export async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    while (true) {
      const { done, value } = await reader.read().catch(cut);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Of what a body's reading ends in, a `TypeError` is the network's. */
function cut(thrown: unknown): never {
  throw thrown instanceof TypeError ? new AppError('cloud-cut', 'The connection broke.') : thrown;
}
