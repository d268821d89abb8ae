import { call } from '../platform/messaging/calls.ts';
import { request } from '../platform/messaging/streams.ts';

/** Has the model loaded while a person still writes what it is to do. */
export class Warmth {
  #controller: AbortController | null = null;

  begin(): void {
    if (this.#controller) return;
    const controller = new AbortController();
    this.#controller = controller;
    // Whatever goes wrong goes wrong again when it is asked, and is told then.
    ask(controller.signal).catch(() => {});
  }

  /** A load that nobody else waits for is given up. */
  end(): void {
    this.#controller?.abort();
    this.#controller = null;
  }
}

async function ask(signal: AbortSignal): Promise<void> {
  await call(signal, 'ensureEngine', null);
  await request(signal, 'warm', null);
}
