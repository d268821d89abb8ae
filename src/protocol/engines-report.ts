import type { ErrorCode } from '../core/errors.ts';
import type { EngineState } from '../core/ladder/readiness.ts';
import type { Why } from '../core/ladder/why.ts';
import type { Tier } from '../core/models/model.ts';
import type { LocalEngineId } from '../core/receipt.ts';
import type { ModelChoice } from '../core/tools.ts';

type Tool = ModelChoice['tool'];

/** What can answer on this device, the same for every screen. Nothing of any text. */
export type EnginesReport = {
  /** In the order of `localEngines`. */
  readonly engines: readonly EngineReport[];
  /** Who answers what; null: nobody can. */
  readonly answers: Readonly<Record<Tool, Answering | null>>;
  /** What could be better; null: nothing that is worth a download. */
  readonly better: Better | null;
};

export type EngineReport = {
  readonly id: LocalEngineId;
  readonly state: EngineState['state'];
  /** Why it is not ready. */
  readonly code: ErrorCode | null;
  readonly model: string | null;
};

export type Answering = {
  readonly engine: LocalEngineId;
  readonly model: string | null;
  readonly why: Why;
};

/** What a download would bring: tools that nothing can do now, or a better answer. */
export type Better = {
  readonly gains: readonly Tool[];
  /** For a page of text; null: unknown. */
  readonly pageMs: number | null;
} & (
  | {
      readonly kind: 'model';
      readonly modelId: string;
      readonly model: string;
      readonly tier: Tier;
      readonly downloadBytes: number;
    }
  /** The browser brings it, and says how large it is while it does. */
  | { readonly kind: 'built-in' }
);
