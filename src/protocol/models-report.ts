import type { ErrorCode } from '../core/errors.ts';
import type { ModelFit } from '../core/models/fit.ts';
import type { DeviceSpeed, Speed } from '../core/models/speed.ts';

/** What the engine room tells our own pages of the models, and of the device that is to run them. */
export type ModelsReport = {
  readonly gpu: GpuReport;
  readonly measurement: Measurement;
  readonly storage: StorageReport;
  readonly models: readonly ModelReport[];
  /** Id of the model to download first on this device; null where none can run, or nothing is measured yet. */
  readonly recommended: string | null;
};

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

export function hasShaderF16(gpu: GpuReport): boolean {
  return gpu.kind !== 'none' && gpu.f16;
}

/** `none`: nobody asked yet, or another adapter or browser since. */
export type Measurement =
  | { readonly state: 'none' | 'measuring' }
  | { readonly state: 'failed'; readonly code: ErrorCode }
  | { readonly state: 'measured'; readonly speed: DeviceSpeed };

export type StorageReport = {
  /** Of all models, parts of downloads included. */
  readonly modelBytes: number;
  /** Of files in the models' caches that belong to no model that is known. */
  readonly strayBytes: number;
  readonly freeBytes: number;
};

/**
 * `partial`: some files are on disk, of a download that did not finish. `queued`: waits for another model's transfer.
 * `not-allowed`: by the administrator. `no-variant`: it was compiled only for adapters that can do more than this one.
 */
export type ModelState =
  | 'not-in-build'
  | 'no-variant'
  | 'not-allowed'
  | 'absent'
  | 'partial'
  | 'queued'
  | 'transferring'
  | 'paused'
  | 'ready';

export type ModelReport = {
  readonly id: string;
  readonly name: string;
  readonly state: ModelState;
  readonly fit: ModelFit;
  /** Null where there is no way to say: no GPU was found, so no variant is chosen. */
  readonly memoryMb: number | null;
  /** Measured in real runs, else predicted by the measurement; null without one. */
  readonly speed: Speed | null;
  /** For a page of text, or as much of it as is read in time; null: unknown. */
  readonly pageMs: number | null;
  readonly diskBytes: number;
  /** Milliseconds since 1970; null: never. */
  readonly verifiedAt: number | null;
  readonly usedAt: number | null;
  readonly transfer: Transfer | null;
  /** Why the last transfer failed. */
  readonly error: ErrorCode | null;
};

/** What is being done with a model's files. */
export type Transfer = TransferProgress & {
  readonly kind: TransferKind;
  /** Over the last seconds; null until that can be said. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
};

export type TransferKind = 'download' | 'import' | 'verify';

export type TransferProgress = {
  readonly bytes: number;
  /** Null until the list of files is there. */
  readonly totalBytes: number | null;
  /** Set while nothing comes and it will be tried again by itself. */
  readonly waiting: { readonly code: ErrorCode; readonly delayMs: number } | null;
};

export type DownloadDetails = {
  /** Of all files, and of those that are still to come. */
  readonly sizeBytes: number;
  readonly missingBytes: number;
  readonly freeBytes: number;
  readonly host: string;
  /** The person asked the browser to save data: a download may cost money. */
  readonly isMetered: boolean;
};
