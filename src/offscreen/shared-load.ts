import type { LoadProgress } from '../protocol/contract.ts';
import { unlessAborted } from '../protocol/unless-aborted.ts';

type Tell = (report: LoadProgress) => void;

/** One load that several wait for: each is told how it goes, and when the last of them has left it is aborted. */
export class SharedLoad {
  readonly #controller = new AbortController();
  readonly #waiting = new Set<Tell>();
  readonly #end: Promise<void>;
  #last: LoadProgress | null = null;
  #isOver = false;

  constructor(load: (signal: AbortSignal, progress: Tell) => Promise<void>) {
    this.#end = load(this.#controller.signal, (report) => this.#tell(report)).finally(() => {
      this.#isOver = true;
    });
    // Told to those who wait, if there are any.
    this.#end.catch(() => {});
  }

  /** There is nothing to wait for any more: it was loaded, failed, or was given up. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits for its end. Aborting `signal` is to leave. */
  async join(signal: AbortSignal, progress: Tell): Promise<void> {
    if (this.#last) progress(this.#last);
    const tell: Tell = (report) => progress(report);
    this.#waiting.add(tell);
    try {
      await unlessAborted(signal, this.#end);
    } finally {
      this.#waiting.delete(tell);
      if (this.#waiting.size === 0) this.abort(signal.reason);
    }
  }

  /** Those who wait are thrown the reason. */
  abort(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#controller.abort(reason);
  }

  #tell(report: LoadProgress): void {
    this.#last = report;
    for (const tell of this.#waiting) tell(report);
  }
}
