import type { Masked } from './redact/kinds.ts';

/** Engines of this device: there is no other list of them. `built-in` is the browser's own model. */
export const localEngines = ['web-llm', 'built-in', 'cpu', 'instant'] as const;
export type LocalEngineId = (typeof localEngines)[number];

/** `mask`: rules that mask personal data, without a model. */
export type EngineId = LocalEngineId | 'mask' | 'cloud';

/** How an answer ended. */
export type Ending = {
  /** Tokens written, counted by the model's own engine; null without a model. */
  readonly tokens: number | null;
  /** The model hit the limit of its answer: the text ends in the middle. */
  readonly truncated: boolean;
};

/** What stands behind a result. Every result carries one. */
export type Receipt = Ending & {
  readonly engine: EngineId;
  /** The model's name for people, or null where no model was used. */
  readonly model: string | null;
  readonly wordsRead: number;
  readonly wordsTotal: number;
  /** Why not all of them: no window fits them, or they could not be read in time. */
  readonly limit?: 'window' | 'time';
  readonly traffic: Traffic;
  /** Null where nothing was to be masked: the text stayed on this device. */
  readonly masking: Masking | null;
  /** From the engine's turn to its last token; waiting in the queue is not counted. */
  readonly elapsedMs: number;
};

/** In bytes of bodies, as the door counted them. */
export type ByteCount = { readonly sentBytes: number; readonly receivedBytes: number };

/** What left this device for one answer, all attempts together. */
export type Traffic = ByteCount & {
  /** The hosts that something was sent to. */
  readonly hosts: readonly string[];
  /** `sentBytes` may be less: where nobody answered, nobody can tell how much of it left. */
  readonly isAtMost: boolean;
};

/** Of an answer that was made here, until something leaves. */
export const noTraffic: Traffic = { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false };

export type Masking = {
  readonly masked: readonly Masked[];
  /** Those whose placeholder is not in the answer. */
  readonly missing: readonly Masked[];
};
