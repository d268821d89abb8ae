/** How much time the measurement has left, and what is to be done with it. */
export class Stopwatch {
  readonly #signal: AbortSignal;
  readonly #end: number;

  constructor(signal: AbortSignal, budgetMs: number) {
    this.#signal = signal;
    this.#end = performance.now() + budgetMs;
  }

  /**
   * Milliseconds that one of many repetitions takes, in the fastest of the batches that fit into `budgetMs`, at least
   * one: whatever else the machine does only makes it slower. A batch grows until what it costs by itself is nothing to
   * it.
   */
  async perRun(budgetMs: number, batch: (count: number) => Promise<void>): Promise<number> {
    const end = Math.min(performance.now() + budgetMs, this.#end);
    const enoughMs = budgetMs / 12;
    let count = 1;
    let fastest = Number.POSITIVE_INFINITY;
    let batchMs = 0;
    do {
      batchMs = await this.time(() => batch(count));
      fastest = Math.min(fastest, batchMs / count);
      if (batchMs < enoughMs) {
        count *= 2;
        batchMs *= 2;
      }
    } while (performance.now() + batchMs < end);
    return fastest;
  }

  async time(run: () => Promise<void>): Promise<number> {
    this.#signal.throwIfAborted();
    const begin = performance.now();
    await run();
    return performance.now() - begin;
  }
}
