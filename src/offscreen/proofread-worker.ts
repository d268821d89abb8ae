import type { Lint } from '../core/proofread/lint.ts';
import type { ProofreadArgs, ProofreadStreams } from '../protocol/worker-streams.ts';
import { watchdog } from './watchdog.ts';
import { WorkerChannel } from './worker-channel.ts';

/** The first text waits for the dictionary, which is built in a second on two slow cores. */
const silenceMs = 30_000;

/** The dictionary takes 80 MB, and is there again in a second. */
const idleMs = 3 * 60_000;

/** Rules for English in a worker of their own, which is there as long as somebody asks it. */
export class Proofreading {
  #worker: ProofreadWorker | null = null;
  #open = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** What the rules find in a text. A worker that fails is not asked again. */
  async lint(signal: AbortSignal, args: ProofreadArgs): Promise<readonly Lint[]> {
    const worker = this.#worker ?? new ProofreadWorker();
    this.#worker = worker;
    this.#open++;
    clearTimeout(this.#idle);
    try {
      const found: Lint[] = [];
      const events = watchdog(worker.open(signal, 'lint', args), () => silenceMs);
      for await (const { lints } of events) found.push(...lints);
      signal.throwIfAborted();
      return found;
    } catch (thrown) {
      if (!signal.aborted) this.#drop(worker);
      throw thrown;
    } finally {
      this.#open--;
      if (this.#open === 0) this.#idle = setTimeout(() => this.#drop(worker), idleMs);
    }
  }

  #drop(worker: ProofreadWorker): void {
    worker.end();
    if (this.#worker === worker) this.#worker = null;
  }
}

class ProofreadWorker extends WorkerChannel<ProofreadStreams> {
  constructor() {
    super(
      new Worker(new URL('../worker/proofread/proofreader.ts', import.meta.url), {
        type: 'module',
        name: 'proofreader',
      }),
    );
  }
}
