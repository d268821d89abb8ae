import type { ErrorCode } from '../core/errors.ts';
import type { Ending, EngineId } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import type { LoadProgress } from '../protocol/contract.ts';

export type Ready = {
  readonly ready: true;
  /** The model's name for people, null for an engine without one. */
  readonly model: string | null;
  /** Tokens of the window in which instruction, text and answer must fit; null: no limit. */
  readonly contextTokens: number | null;
};

export type Readiness = Ready | { readonly ready: false; readonly code: ErrorCode };

/** `wordsRead` is given where an engine reads less than it was asked to. */
export type EngineEnding = Ending & { readonly wordsRead?: number };

/** One way to answer. Each engine is one file, and the ladder is the only caller. */
export type Engine = {
  readonly id: EngineId;
  readiness(signal: AbortSignal): Promise<Readiness>;
  /**
   * Says what it loaded, which since `readiness` may have become another model. Returns at once when loaded. Never
   * downloads. Aborting frees what was begun.
   */
  load(signal: AbortSignal, progress: (report: LoadProgress) => void): Promise<Ready>;
  /** Yields pieces of the raw answer. Throws `over-window` before any work when the text does not fit. */
  generate(signal: AbortSignal, task: Task): AsyncGenerator<string, EngineEnding, undefined>;
  unload(): void;
};
