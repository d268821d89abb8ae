import { call } from '../platform/messaging/calls.ts';
import { request } from '../platform/messaging/streams.ts';

/** Something that this page asks of the engine room as long as it lasts: `warm` has a model loaded, `hold` has better answers wait. */
export class OpenWish {
  readonly #verb: 'warm' | 'hold';
  #controller: AbortController | null = null;

  constructor(verb: 'warm' | 'hold') {
    this.#verb = verb;
  }

  begin(): void {
    if (this.#controller) return;
    const controller = new AbortController();
    this.#controller = controller;
    // Whatever goes wrong goes wrong again when something is asked, and is told then.
    this.#ask(controller.signal).catch(() => {});
  }

  /** A load that nobody else waits for is given up. */
  end(): void {
    this.#controller?.abort();
    this.#controller = null;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    await call(signal, 'ensureEngine', null);
    await request(signal, this.#verb, null);
  }
}
