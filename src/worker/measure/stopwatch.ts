/** How much time the measurement has left, and what is to be done with it. */
export class Stopwatch {
  readonly #signal: AbortSignal;
  readonly #end: number;

  constructor(signal: AbortSignal, budgetMs: number) {
    this.#signal = signal;
    this.#end = performance.now() + budgetMs;
  }

  /**
   * Milliseconds that one of many repetitions takes, in batches of `budgetMs` altogether. A batch grows until what it
   * costs by itself is nothing to it. The lower quartile counts: what else the machine does makes a batch slower, seldom
   * faster.
   */
  async perRun(budgetMs: number, batch: (count: number) => Promise<void>): Promise<number> {
    const end = Math.min(performance.now() + budgetMs, this.#end);
    let times: number[] = [];
    let count = 1;
    let batchMs = 0;
    do {
      batchMs = await this.time(() => batch(count));
      times.push(batchMs / count);
      if (batchMs < budgetMs / batches) {
        times = times.slice(-1);
        count *= 2;
        batchMs *= 2;
      }
    } while (performance.now() + batchMs < (times.length < leastBatches ? this.#end : end));
    return lowerQuartile(times);
  }

  async time(run: () => Promise<void>): Promise<number> {
    this.#signal.throwIfAborted();
    const begin = performance.now();
    await run();
    return performance.now() - begin;
  }
}

const batches = 16;
const leastBatches = 3;

function lowerQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 2] ?? 0;
}
