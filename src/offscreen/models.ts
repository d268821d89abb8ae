import { catalog, type Model, type ModelVariant } from '../core/catalog.ts';
import { AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import type {
  DownloadDetails,
  GpuReport,
  LoadProgress,
  ModelsReport,
} from '../protocol/contract.ts';
import { librariesInBuild } from './build.ts';
import { isUsable, probeGpu } from './gpu.ts';
import { downloadSize, isStored, removeFromStore } from './model-store.ts';
import { ModelWorker } from './model-worker.ts';
import { loadInto } from './web-llm-engine.ts';

export type ModelChoice =
  | { readonly model: Model; readonly variant: ModelVariant }
  | { readonly code: ErrorCode };

type Download = { readonly controller: AbortController; progress: LoadProgress };

/** The models of the catalog on this device: which there are, and the downloads under way. */
export class Models {
  readonly #downloads = new Map<string, Download>();
  readonly #errors = new Map<string, ErrorCode>();
  readonly #watchers = new Set<() => void>();

  /** The model to answer with: the one asked for if it is on disk, else the first that is. */
  async choose(preferred: string | null): Promise<ModelChoice> {
    const gpu = await probeGpu();
    if (!isUsable(gpu)) return { code: 'no-gpu' };
    const order = [...catalog].sort(
      (a, b) => Number(b.id === preferred) - Number(a.id === preferred),
    );
    for (const model of order) {
      const variant = variantFor(model, gpu);
      if (isInBuild(variant) && !this.#downloads.has(model.id) && (await isStored(variant)))
        return { model, variant };
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
      yield await this.#report();
      await changed;
      signal.removeEventListener('abort', wake);
      this.#watchers.delete(wake);
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
    const worker = new ModelWorker();
    const { signal } = download.controller;
    try {
      await loadInto(worker, signal, variant, (progress) => {
        download.progress = progress;
        this.#announce();
      });
    } catch (thrown) {
      if (!signal.aborted) this.#errors.set(modelId, downloadError(thrown));
    } finally {
      worker.end();
      this.#downloads.delete(modelId);
      this.#announce();
    }
  }

  async #usableVariant(modelId: string): Promise<ModelVariant> {
    const gpu = await probeGpu();
    if (!isUsable(gpu)) throw new AppError('no-gpu', 'No usable GPU for this model.');
    const variant = variantFor(known(modelId), gpu);
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

  async #modelReport(model: Model, gpu: GpuReport): Promise<ModelsReport['models'][number]> {
    const variant = variantFor(model, gpu);
    const download = this.#downloads.get(model.id);
    const state = download
      ? 'downloading'
      : !isInBuild(variant)
        ? 'not-in-build'
        : (await isStored(variant))
          ? 'ready'
          : 'absent';
    return {
      id: model.id,
      state,
      gpuMemoryMb: gpu.kind === 'none' ? null : variant.gpuMemoryMb,
      progress: download?.progress ?? null,
      error: this.#errors.get(model.id) ?? null,
    };
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

/** What WebLLM throws during a download and does not name is, with near certainty, the network. */
function downloadError(thrown: unknown): ErrorCode {
  const { code } = toAppError(thrown);
  return code === 'unexpected' || code === 'engine-silent' ? 'download-failed' : code;
}
