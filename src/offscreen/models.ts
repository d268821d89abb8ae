import { AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import { catalog } from '../core/models/catalog.ts';
import type { Model, ModelVariant } from '../core/models/model.ts';
import {
  type DownloadDetails,
  type GpuReport,
  isUsable,
  type LoadProgress,
  type ModelReport,
  type ModelState,
  type ModelsReport,
} from '../protocol/contract.ts';
import { librariesInBuild } from './build.ts';
import { probeGpu } from './gpu.ts';
import { loadModel, loadSilenceMs } from './load-model.ts';
import {
  downloadSize,
  lacksRoom,
  removeDamaged,
  removeFromStore,
  type Stored,
  storedOf,
} from './model-store.ts';
import { ModelWorker } from './model-worker.ts';
import { watchdog } from './watchdog.ts';

export type ModelChoice =
  | { readonly model: Model; readonly variant: ModelVariant }
  | { readonly code: ErrorCode };

/**
 * WebLLM tells of whole files only. Four of them at once, 33 MB or more each, take this long on a slow line; a person
 * sees that nothing comes, and can cancel.
 */
const fetchSilenceMs = 30 * 60_000;

const states = {
  nothing: 'absent',
  part: 'partial',
  whole: 'ready',
} as const satisfies Record<Stored, ModelState>;

type Download = { readonly controller: AbortController; progress: LoadProgress };

/** The models of the catalog on this device: which there are, and the downloads under way. */
export class Models {
  readonly #downloads = new Map<string, Download>();
  readonly #errors = new Map<string, ErrorCode>();
  readonly #watchers = new Set<() => void>();
  #allowed: readonly string[] | null = null;

  /** Ids of the models that may be used on this device; null: all. */
  allow(ids: readonly string[] | null): void {
    // Told at every job, and changed hardly ever: each announcement looks at the GPU and at all models' files.
    if (JSON.stringify(ids) === JSON.stringify(this.#allowed)) return;
    this.#allowed = ids;
    this.#announce();
  }

  /** The model to answer with: the one asked for if it is on disk, else the first that is. */
  async choose(preferred: string | null): Promise<ModelChoice> {
    const gpu = await probeGpu();
    if (!isUsable(gpu)) return { code: 'no-gpu' };
    const order = [...catalog].sort(
      (a, b) => Number(b.id === preferred) - Number(a.id === preferred),
    );
    for (const model of order) {
      const variant = variantFor(model, gpu);
      if (!this.#mayUse(model) || !isInBuild(variant) || this.#downloads.has(model.id)) continue;
      if ((await storedOf(variant)) === 'whole') return { model, variant };
    }
    return { code: 'no-model' };
  }

  async *watch(signal: AbortSignal): AsyncGenerator<ModelsReport, void, undefined> {
    while (true) {
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#watchers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      try {
        yield await this.#report();
        await changed;
      } finally {
        signal.removeEventListener('abort', wake);
        this.#watchers.delete(wake);
      }
      signal.throwIfAborted();
    }
  }

  async describeDownload(signal: AbortSignal, modelId: string): Promise<DownloadDetails> {
    const variant = await this.#usableVariant(modelId);
    return {
      sizeBytes: await downloadSize(signal, variant),
      host: new URL(variant.weightsUrl).host,
    };
  }

  /** Returns when the download has begun; how it goes on is told to the watchers. */
  async startDownload(modelId: string): Promise<void> {
    const variant = await this.#usableVariant(modelId);
    if (this.#downloads.has(modelId)) return;
    const download: Download = {
      controller: new AbortController(),
      progress: { phase: 'fetch', progress: 0 },
    };
    this.#downloads.set(modelId, download);
    this.#errors.delete(modelId);
    this.#announce();
    void this.#download(modelId, variant, download);
  }

  cancelDownload(modelId: string): void {
    this.#downloads.get(modelId)?.controller.abort();
  }

  async delete(model: Model): Promise<void> {
    this.cancelDownload(model.id);
    for (const variant of [model.f16, model.f32]) if (variant) await removeFromStore(variant);
    this.#errors.delete(model.id);
    this.#announce();
  }

  async #download(modelId: string, variant: ModelVariant, download: Download): Promise<void> {
    try {
      await this.#fetch(variant, download);
    } catch (thrown) {
      await this.#failed(modelId, variant, download, thrown);
    } finally {
      this.#downloads.delete(modelId);
      this.#announce();
    }
  }

  async #fetch(variant: ModelVariant, download: Download): Promise<void> {
    const worker = new ModelWorker();
    const reports = watchdog(loadModel(worker, download.controller.signal, variant), () =>
      download.progress.phase === 'fetch' ? fetchSilenceMs : loadSilenceMs,
    );
    try {
      for await (const progress of reports) {
        download.progress = progress;
        this.#announce();
      }
    } finally {
      worker.end();
    }
  }

  /** What was canceled is not wanted; what failed is kept for the next attempt, as far as it can be of use. */
  async #failed(
    modelId: string,
    variant: ModelVariant,
    download: Download,
    thrown: unknown,
  ): Promise<void> {
    if (download.controller.signal.aborted) await removeFromStore(variant);
    else this.#errors.set(modelId, await downloadError(thrown, variant, download.progress));
  }

  async #usableVariant(modelId: string): Promise<ModelVariant> {
    const gpu = await probeGpu();
    if (!isUsable(gpu)) throw new AppError('no-gpu', 'No usable GPU for this model.');
    const model = known(modelId);
    if (!this.#mayUse(model)) throw new AppError('refused', 'Not allowed by the policy.');
    const variant = variantFor(model, gpu);
    if (!isInBuild(variant)) throw new AppError('no-model', 'This build has no library for it.');
    return variant;
  }

  async #report(): Promise<ModelsReport> {
    const gpu = await probeGpu();
    return {
      gpu,
      models: await Promise.all(catalog.map((model) => this.#modelReport(model, gpu))),
    };
  }

  async #modelReport(model: Model, gpu: GpuReport): Promise<ModelReport> {
    const variant = variantFor(model, gpu);
    const download = this.#downloads.get(model.id);
    return {
      id: model.id,
      state: await this.#stateOf(model, variant),
      gpuMemoryMb: gpu.kind === 'none' ? null : variant.gpuMemoryMb,
      progress: download?.progress ?? null,
      error: this.#errors.get(model.id) ?? null,
    };
  }

  async #stateOf(model: Model, variant: ModelVariant): Promise<ModelState> {
    if (this.#downloads.has(model.id)) return 'downloading';
    if (!this.#mayUse(model)) return 'not-allowed';
    return isInBuild(variant) ? states[await storedOf(variant)] : 'not-in-build';
  }

  #mayUse({ id }: Model): boolean {
    return this.#allowed?.includes(id) ?? true;
  }

  #announce(): void {
    for (const wake of this.#watchers) wake();
  }
}

export function known(modelId: string): Model {
  const model = catalog.find(({ id }) => id === modelId);
  if (!model) throw new AppError('refused', `No model ${modelId} in the catalog.`);
  return model;
}

/** Half the memory where the adapter can calculate in 16 bits; WebLLM's records do not say reliably which variant needs it. */
function variantFor(model: Model, gpu: GpuReport): ModelVariant {
  return gpu.kind !== 'none' && gpu.f16 && model.f16 ? model.f16 : model.f32;
}

function isInBuild({ library }: ModelVariant): boolean {
  return librariesInBuild.includes(library);
}

/** What WebLLM throws while it fetches and does not name is, with near certainty, the network. */
async function downloadError(
  thrown: unknown,
  variant: ModelVariant,
  { phase }: LoadProgress,
): Promise<ErrorCode> {
  const { code } = toAppError(thrown);
  if (code === 'corrupt-model') return (await removeDamaged(variant)) ? 'download-damaged' : code;
  const isUnnamed = code === 'unexpected' || code === 'engine-silent';
  if (code !== 'download-failed' && !(isUnnamed && phase === 'fetch')) return code;
  return (await lacksRoom(variant)) ? 'storage-full' : 'download-failed';
}
