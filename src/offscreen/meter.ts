import type { ByteCount, Traffic } from '../core/receipt.ts';

/**
 * What left this device for one request, as the door tells it. Every answer's receipt reads it: one that was made on
 * this device says 0 because nothing was counted, not because somebody wrote it.
 */
export class Meter {
  readonly #attempts: { readonly host: string; count: ByteCount }[] = [];
  #isAtMost = false;

  /** A function that takes the totals of one attempt, each time they change. */
  attempt(host: string): (count: ByteCount) => void {
    const attempt = { host, count: { sentBytes: 0, receivedBytes: 0 } };
    this.#attempts.push(attempt);
    return ({ sentBytes, receivedBytes }) => {
      attempt.count = { sentBytes, receivedBytes };
    };
  }

  /** An attempt ended without any answer. */
  markUnanswered(): void {
    this.#isAtMost = true;
  }

  read(): Traffic {
    const sum = (key: keyof ByteCount) =>
      this.#attempts.reduce((total, { count }) => total + count[key], 0);
    return {
      sentBytes: sum('sentBytes'),
      receivedBytes: sum('receivedBytes'),
      hosts: [...new Set(this.#attempts.map(({ host }) => host))],
      isAtMost: this.#isAtMost,
    };
  }
}
