import type { Change } from '../core/changes.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Readiness, Ready } from '../core/ladder/readiness.ts';
import type { Ending, EngineId } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import type { LoadProgress } from '../protocol/contract.ts';

/** What is asked, without the text: whether an engine can do it is to be known before anything is read. */
export type Question = Pick<Task, 'choice' | 'language'>;

export type Loaded = Ready & {
  /** Why the model that the person wants does not answer, but a smaller one. */
  readonly setAside?: ErrorCode | null;
};

/** `wordsRead` is given where an engine reads less than it was asked to; `changes` where it knows what it changed and why. */
export type EngineEnding = Ending & {
  readonly wordsRead?: number;
  readonly changes?: readonly Change[];
};

/** What an engine offers after a failure: the same model loaded anew, or a smaller one. */
export type Alternative = {
  readonly kind: 'again' | 'smaller';
  readonly modelId: string;
  /** Its name for people. */
  readonly model: string;
};

/** One way to answer. Each engine is one file, and the ladder is the only caller. */
export type Engine = {
  readonly id: EngineId;
  readiness(signal: AbortSignal, question: Question): Promise<Readiness>;
  /**
   * Says what it loaded, which since `readiness` may have become another model. Returns at once when loaded. Never
   * downloads. Several may wait for one load; when the last of them has aborted, what was begun is freed.
   */
  load(
    signal: AbortSignal,
    question: Question,
    progress: (report: LoadProgress) => void,
    instead?: Alternative | null,
  ): Promise<Loaded>;
  /** Loads for a request that is about to come, and does not count as use of what is loaded already. */
  warm(signal: AbortSignal, question: Question): Promise<void>;
  /** Yields pieces of the raw answer. Throws `over-window` before any work when the text does not fit. */
  generate(signal: AbortSignal, task: Task): AsyncGenerator<string, EngineEnding, undefined>;
  /** What can be tried after the last `load`, or the answer that followed it, failed so; null for nothing. */
  recover(signal: AbortSignal, code: ErrorCode): Promise<Alternative | null>;
  unload(): void;
};
