import { AppError } from '../core/errors.ts';

/** Aborts what it is given to when the other end stays silent for too long, or when `signal` does. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#controller.signal]);
  }

  /** From now, and in place of what was set before. */
  within(ms: number): void {
    clearTimeout(this.#timer);
    const silent = () =>
      this.#controller.abort(new AppError('cloud-silent', `Nothing came for ${ms} ms.`));
    this.#timer = setTimeout(silent, ms);
  }

  /** What was not read by now never will be: its connection closes. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
