/** Aborts when nothing was heard for too long, or when the given signal does. */
export class Silence {
  readonly signal: AbortSignal;
  readonly #ended = new AbortController();
  readonly #maxMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal, maxMs: number) {
    this.#maxMs = maxMs;
    this.signal = AbortSignal.any([signal, this.#ended.signal]);
    this.heard();
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ended.abort(), this.#maxMs);
  }

  /** Closes the connection as well, if one is still open. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }
}
