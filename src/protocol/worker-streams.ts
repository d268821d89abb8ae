import type { RunTimes } from '../core/models/corrected-speed.ts';
import type { CpuSpeed } from '../core/models/cpu-speed.ts';
import type { Weights } from '../core/models/files.ts';
import type { DeviceSpeed } from '../core/models/speed.ts';
import type { Prompt } from '../core/prompts.ts';
import type { Dialect } from '../core/proofread/dialects.ts';
import type { Lint } from '../core/proofread/lint.ts';
import type { Ending } from '../core/receipt.ts';
import type { LoadProgress, Verb } from './contract.ts';
import type { TransferProgress } from './models-report.ts';

/** Streams between the engine room and the worker that hosts one model. */
export type ModelStreams = {
  readonly load: Verb<LoadArgs, LoadProgress>;
  readonly generate: Verb<Prompt, GenerateEvent>;
};

/** Streams between the engine room and the worker that hosts a model for the CPU. */
export type CpuStreams = {
  readonly load: Verb<CpuLoadArgs, LoadProgress>;
  readonly generate: Verb<Prompt, GenerateEvent>;
};

/** Streams between the engine room and the worker that fetches models. Progress comes a few times a second. */
export type DownloadStreams = {
  /** Fetches what is missing, verifies each file and only then gives it to WebLLM's cache. Hanging up keeps what came. */
  readonly fetchModel: Verb<FetchArgs, TransferProgress>;
  /** Hashes every file on disk, and removes those that are not what the host has. The last item names them. */
  readonly verifyModel: Verb<{ readonly weightsUrl: string }, VerifyEvent>;
};

/** By `weightsUrl` the files are known in the cache. */
export type FetchArgs = Weights & {
  /** Where they are asked for; null: nowhere, they are in the parts already. */
  readonly sourceUrl: string | null;
};

export type VerifyEvent =
  | ({ readonly type: 'progress' } & TransferProgress)
  | { readonly type: 'verified'; readonly damaged: readonly string[] };

/** Streams between the engine room and the worker that measures this device. One item each. */
export type GaugeStreams = {
  readonly measure: Verb<null, DeviceSpeed>;
  readonly measureCpu: Verb<null, CpuSpeed>;
};

/** Streams between the engine room and the worker that proofreads by rules. One item for each piece of the text. */
export type ProofreadStreams = {
  readonly lint: Verb<ProofreadArgs, ProofreadEvent>;
};

export type ProofreadArgs = { readonly text: string; readonly dialects: readonly Dialect[] };

export type ProofreadEvent = { readonly lints: readonly Lint[] };

export type LoadArgs = {
  readonly modelId: string;
  readonly weightsUrl: string;
  /** Absolute URL inside the package. */
  readonly libraryUrl: string;
  readonly contextTokens: number;
  readonly thinks: boolean;
};

export type CpuLoadArgs = {
  readonly weightsUrl: string;
  readonly file: string;
  readonly contextTokens: number;
  readonly threads: number;
  readonly thinks: boolean;
};

export type GenerateEvent =
  | { readonly type: 'text'; readonly text: string }
  /** `times`: what it took, where the engine measures. */
  | { readonly type: 'ending'; readonly ending: Ending; readonly times: RunTimes | null };
