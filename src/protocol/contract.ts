import * as v from 'valibot';
import type { Change } from '../core/clean.ts';
import type { ErrorCode } from '../core/errors.ts';
import { maxInstructionLength, maxTextLength } from '../core/limits.ts';
import type { Prompt } from '../core/prompts.ts';
import type { Ending, EngineId, Receipt } from '../core/receipt.ts';
import type { Settings } from '../core/settings.ts';
import type { Choice } from '../core/tools.ts';
import { rewriteStyles, summaryLengths, summaryTypes } from '../core/tools.ts';

/**
 * Everything that rooms say to one another. A verb stands in exactly one table, and the table says who may use it:
 * `anyone` also takes content scripts, whose renderer a hostile page may own; `pages` only the program's own pages
 * and service worker.
 */

/** One verb: what is sent, and what comes back (of a stream: one item). */
type Verb<Args, Result> = { readonly args: Args; readonly result: Result };

/** Calls go to the service worker. Those of `anyone` take no arguments, so that there is nothing to check. */
export type Calls = {
  readonly anyone: {
    /** Resolves when the engine room exists and has its settings. */
    readonly ensureEngine: Verb<null, null>;
    /** Injects the article reader beside the content script that asks. */
    readonly injectReader: Verb<null, null>;
    readonly openOptions: Verb<null, null>;
  };
  readonly pages: {
    readonly startInTab: Verb<{ readonly tabId: number; readonly start: Start }, null>;
  };
};

/** Streams go to the offscreen document. */
export type Streams = {
  readonly anyone: {
    readonly run: Verb<RunArgs, RunEvent>;
  };
  readonly pages: {
    readonly configure: Verb<Settings, never>;
    /** The state of all models, now and at every change, until the asker hangs up. */
    readonly watchModels: Verb<null, ModelsReport>;
    /** One item. Asks the model's host: open it only when a person wants to know. */
    readonly describeDownload: Verb<ModelRef, DownloadDetails>;
    /** Ends at once; the download belongs to the engine room and is seen in `watchModels`, so that a closed page does not end it. */
    readonly startDownload: Verb<ModelRef, never>;
    readonly cancelDownload: Verb<ModelRef, never>;
    readonly deleteModel: Verb<ModelRef, never>;
  };
};

/** Commands go to the content script of one frame. */
export type Commands = {
  readonly start: Verb<Start, null>;
};

/** Streams between the engine room and the worker that hosts one model. */
export type WorkerStreams = {
  readonly load: Verb<LoadArgs, LoadProgress>;
  readonly generate: Verb<Prompt, GenerateEvent>;
};

export type LoadArgs = {
  readonly modelId: string;
  readonly weightsUrl: string;
  /** Absolute URL inside the package. */
  readonly libraryUrl: string;
  readonly contextTokens: number;
};

export type GenerateEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'ending'; readonly ending: Ending };

/** What the text is taken from. `auto`: the selection, else the field with the focus, else the page. */
export type Source = 'auto' | 'selection' | 'page';

export type Start = {
  readonly choice: Choice;
  readonly source: Source;
  /** Set when the wish cannot be met in this frame: the panel says so instead of starting. */
  readonly refusal: ErrorCode | null;
};

export type ModelRef = { readonly modelId: string };

export type LoadPhase = 'fetch' | 'load' | 'compile';

/** `progress` is 0 to 1 within its phase. */
export type LoadProgress = { readonly phase: LoadPhase; readonly progress: number };

export type RunEvent =
  /** Where this job stands in the queue: 0 is next. */
  | { readonly type: 'queued'; readonly ahead: number }
  /** The instant engine's answer, good until a model's comes. */
  | { readonly type: 'draft'; readonly text: string }
  | {
      readonly type: 'plan';
      readonly engine: EngineId;
      readonly model: string | null;
      readonly reading: Reading;
    }
  | ({ readonly type: 'loading' } & LoadProgress)
  /** The model is loaded and reads the text (prefill). */
  | { readonly type: 'prefill' }
  /** The answer grew: the first `keep` UTF-16 units of what is shown stay, `text` follows them. */
  | ({ readonly type: 'delta' } & Change)
  /** An engine failed or cannot work here, and the next local one answers instead. */
  | { readonly type: 'fallback'; readonly code: ErrorCode }
  /** `result` is the whole cleaned answer; it replaces what the deltas built up. */
  | { readonly type: 'done'; readonly result: string; readonly receipt: Receipt };

/** How much of the text was read, in words. */
export type Reading = { readonly wordsRead: number; readonly wordsTotal: number };

export type GpuReport =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'software' | 'hardware';
      readonly f16: boolean;
      readonly description: string;
      /** Whether models can run on it. */
      readonly usable: boolean;
    };

/** Whether models can run on this device. */
export function isUsable(gpu: GpuReport): boolean {
  return gpu.kind !== 'none' && gpu.usable;
}

/** `partial`: some files are on disk, of a download that did not finish. */
export type ModelState = 'not-in-build' | 'absent' | 'partial' | 'downloading' | 'ready';

export type ModelReport = {
  readonly id: string;
  readonly state: ModelState;
  /** Null where there is no way to say: no GPU was found, so no variant is chosen. */
  readonly gpuMemoryMb: number | null;
  readonly progress: LoadProgress | null;
  /** Why the last download failed. */
  readonly error: ErrorCode | null;
};

export type ModelsReport = { readonly gpu: GpuReport; readonly models: readonly ModelReport[] };

export type DownloadDetails = { readonly sizeBytes: number; readonly host: string };

export const choice = v.variant('tool', [
  v.object({
    tool: v.literal('summarize'),
    type: v.picklist(summaryTypes),
    length: v.picklist(summaryLengths),
  }),
  v.object({
    tool: v.literal('rewrite'),
    style: v.picklist(rewriteStyles),
    instruction: v.pipe(v.string(), v.maxLength(maxInstructionLength)),
  }),
]);

export const runArgs = v.object({
  choice,
  text: v.pipe(v.string(), v.maxLength(maxTextLength)),
  language: v.pipe(v.string(), v.maxLength(35)),
});
export type RunArgs = v.InferOutput<typeof runArgs>;

/** What `anyone` may send is checked, not believed: a stream without a schema does not compile. */
export const streamArgs = { run: runArgs } as const satisfies Record<
  keyof Streams['anyone'],
  v.GenericSchema
>;
