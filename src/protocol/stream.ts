import { AppError } from '../core/errors.ts';
import { type ErrorFrame, packError, unpackError } from './error-frame.ts';
import type { Port } from './port.ts';

/**
 * A stream is one port: the asker posts its arguments, the server answers with frames, and whoever hangs up ends it.
 * Frames are objects with one of three keys; an `undefined` item would vanish on the wire, so items are never undefined.
 */
type Frame = { item: unknown } | { end: true } | { error: ErrorFrame };

export type StreamHandler = (signal: AbortSignal, args: unknown) => AsyncIterable<unknown>;

/**
 * Asks at the other end of `port` and yields its items. Leaving the loop or aborting hangs up, which cancels the handler.
 * Throws the server's `AppError`, `disconnected` when the other end goes away, or the signal's reason.
 */
export async function* openStream<Item>(
  signal: AbortSignal,
  port: Port,
  args: unknown,
): AsyncGenerator<Item, void, undefined> {
  signal.throwIfAborted();
  const inbox = new Inbox();
  port.onMessage((message) => inbox.put(message as Frame));
  port.onDisconnect(() =>
    inbox.put({
      error: { code: 'disconnected', message: 'The other end of the stream went away.' },
    }),
  );
  const wake = () => inbox.wake();
  signal.addEventListener('abort', wake);
  try {
    port.post({ args });
    while (true) {
      const frame = await inbox.take(signal);
      if ('end' in frame) return;
      if ('error' in frame) throw unpackError(frame.error);
      yield frame.item as Item;
    }
  } finally {
    signal.removeEventListener('abort', wake);
    port.disconnect();
  }
}

/** Frames in the order they came, for one reader. */
class Inbox {
  readonly #frames: Frame[] = [];
  #wake: () => void = () => undefined;

  put(frame: Frame): void {
    this.#frames.push(frame);
    this.#wake();
  }

  wake(): void {
    this.#wake();
  }

  async take(signal: AbortSignal): Promise<Frame> {
    while (true) {
      signal.throwIfAborted();
      const frame = this.#frames.shift();
      if (frame) return frame;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Answers one port. `handler` gets a signal that aborts when the asker hangs up; what it throws becomes an error frame. */
export function serveStream(port: Port, handler: StreamHandler): void {
  const controller = new AbortController();
  let asked = false;
  port.onDisconnect(() => controller.abort(new AppError('disconnected', 'The asker hung up.')));
  port.onMessage((message) => {
    if (asked) return;
    asked = true;
    void answer(port, controller.signal, () => handler(controller.signal, argsOf(message)));
  });
}

function argsOf(message: unknown): unknown {
  if (typeof message !== 'object' || message === null)
    throw new AppError('refused', 'Not a question.');
  return (message as { args?: unknown }).args ?? null;
}

async function answer(
  port: Port,
  signal: AbortSignal,
  handle: () => AsyncIterable<unknown>,
): Promise<void> {
  const last = await drain(port, signal, handle);
  // Chrome throws when a frame is posted to a port whose other end has gone.
  if (!signal.aborted) port.post(last);
}

/** Posts every item and returns the closing frame. Leaving the loop runs the handler's `finally` blocks. */
async function drain(
  port: Port,
  signal: AbortSignal,
  handle: () => AsyncIterable<unknown>,
): Promise<Frame> {
  try {
    for await (const item of handle()) {
      if (signal.aborted) break;
      port.post({ item });
    }
    return { end: true };
  } catch (thrown) {
    return { error: packError(thrown) };
  }
}
