import { AppError } from '../../core/errors.ts';
import { modelsOf } from '../../core/models/all-models.ts';
import { catalog } from '../../core/models/catalog.ts';
import type { RunTimes } from '../../core/models/corrected-speed.ts';
import { sourceUrl } from '../../core/models/mirror.ts';
import type { Model, ModelVariant } from '../../core/models/model.ts';
import type { Speed } from '../../core/models/speed.ts';
import {
  isGguf,
  variantFor,
  variantsOf,
  variantToShow,
  weightsOf,
} from '../../core/models/variant.ts';
import { isModelAllowed } from '../../core/policy.ts';
import { logError } from '../../platform/log.ts';
import type { Configuration, DownloadNews } from '../../protocol/contract.ts';
import type { Better } from '../../protocol/engines-report.ts';
import {
  type DownloadDetails,
  type GpuReport,
  hasShaderF16,
  isUsable,
  type ModelsReport,
  type TransferKind,
} from '../../protocol/models-report.ts';
import { askSizes } from './ask-size.ts';
import { type Chosen, chooseModel, type ModelChoice } from './choose-model.ts';
import { Cpu } from './cpu.ts';
import { Device } from './device.ts';
import { Disk } from './disk.ts';
import { Downloads } from './downloads.ts';
import { forgetMeasurements } from './measurements.ts';
import { isMetered } from './metered.ts';
import { changeRecord, forgetRecord, forgetRecords, loadWishes } from './records.ts';
import { isInBuild, modelReport, recommended } from './report.ts';
import { freeBytes, missingBytes, removeEverything, removeFromStore } from './store.ts';
import { Watchers } from './watchers.ts';

/** What runs on the CPU does not have it woken. */
const noGpu: GpuReport = { kind: 'none' };

/** The models on this device: which there are, which can run, and what is being done with their files. */
export class Models {
  readonly #watchers = new Watchers();
  /** They look at something else, and have not seen what became of a download. */
  readonly #others = new Watchers();
  readonly #disk = new Disk();
  readonly #device = new Device();
  readonly #cpu = new Cpu();
  readonly #downloads: Downloads;
  /** Ids of those that are being deleted: no request begins with one any more. */
  readonly #leaving = new Set<string>();
  #configuration: Configuration | null = null;

  constructor(news: (news: DownloadNews) => void) {
    this.#downloads = new Downloads({
      changed: (what) => this.#changed(what),
      news,
      isSeen: () => !this.#watchers.isEmpty,
    });
  }

  /** Told at every job, and changed hardly ever. */
  async configure(configuration: Configuration): Promise<void> {
    const before = this.#configuration;
    this.#configuration = configuration;
    this.#downloads.useMirror(configuration.settings.mirrorUrl);
    if (before === null) await this.#restore();
    if (JSON.stringify(before) === JSON.stringify(configuration)) return;
    await this.#pauseForbidden();
    this.#changed('files');
  }

  /** The model for an engine to answer with. */
  async choose(engine: Model['engine'], preferred: string | null): Promise<ModelChoice> {
    return chooseModel(engine, preferred, {
      models: this.all,
      gpu: engine === 'cpu' ? noGpu : await this.#gpuNow(),
      isAllowed: (model) => this.#isAllowed(model),
      isFetching: (modelId) => this.#downloads.isFetching(modelId),
      isLeaving: (modelId) => this.#leaving.has(modelId),
      speedOf: (model, variant) => this.#speedOf(model, variant),
    });
  }

  /** Another adapter may be there than before. */
  #gpuNow(): Promise<GpuReport> {
    this.#device.lookAgain();
    return this.#device.gpu();
  }

  get all(): readonly Model[] {
    return this.#configuration ? modelsOf(this.#configuration.settings) : catalog;
  }

  known(modelId: string): Model {
    const model = this.all.find(({ id }) => id === modelId);
    if (!model) throw new AppError('refused', `There is no model ${modelId}.`);
    return model;
  }

  watch(signal: AbortSignal): AsyncGenerator<ModelsReport, void, undefined> {
    this.#downloads.seen();
    this.#disk.forget();
    this.#device.lookAgain();
    return this.#watchers.watch(signal, () => this.#report());
  }

  /** What `read` gives, now and whenever something about the models has changed. */
  whenever<State>(
    signal: AbortSignal,
    read: () => Promise<State>,
  ): AsyncGenerator<State, void, undefined> {
    return this.#others.watch(signal, read);
  }

  /** What a download would bring for these tools; null where none is to be recommended. */
  async better(gains: Better['gains']): Promise<Better | null> {
    const { recommended: id, models } = await this.#report();
    const report = models.find((one) => one.id === id);
    const model = id === null ? null : this.known(id);
    if (!report || !model?.tier) return null;
    const { tier, name } = model;
    const { downloadBytes } = variantToShow(model, hasShaderF16(await this.#device.gpu()));
    const { pageMs } = report;
    return { kind: 'model', modelId: model.id, model: name, tier, downloadBytes, gains, pageMs };
  }

  /** Asks the model's host. Throws `storage-full` where what is missing finds no room. */
  async describeDownload(signal: AbortSignal, modelId: string): Promise<DownloadDetails> {
    const weights = weightsOf(await this.#usableVariant(modelId));
    const { weightsUrl } = weights;
    const mirrorUrl = this.#configuration?.settings.mirrorUrl ?? null;
    const source = sourceUrl(weightsUrl, mirrorUrl);
    if (source === null) throw new AppError('import-incomplete', 'It came out of a folder.');
    const files = await askSizes(signal, weights, source);
    const missing = await missingBytes(weightsUrl, files);
    const free = await freeBytes();
    if (missing > free) throw new AppError('storage-full', 'No room for it.');
    return {
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      missingBytes: missing,
      freeBytes: free,
      host: new URL(source).host,
      isMetered: isMetered(),
    };
  }

  /** Returns when it has begun; how it goes on is told to the watchers. */
  async start(modelId: string, kind: TransferKind): Promise<void> {
    await this.#downloads.start(modelId, kind, await this.#usableVariant(modelId));
  }

  pause(modelId: string): Promise<void> {
    return this.#downloads.pause(modelId);
  }

  cancel(modelId: string): Promise<void> {
    return this.#downloads.cancel(modelId);
  }

  async delete(model: Model): Promise<void> {
    await this.#leave([model], async () => {
      await this.#downloads.cancel(model.id);
      for (const { id, weightsUrl } of variantsOf(model)) {
        await removeFromStore(weightsUrl);
        await forgetRecord(id);
      }
      this.#downloads.forgetFailure(model.id);
    });
  }

  async deleteEverything(): Promise<void> {
    await this.#leave(this.all, async () => {
      await this.#downloads.cancelAll();
      await removeEverything();
      await forgetRecords();
      await forgetMeasurements();
      this.#device.lookAgain();
      this.#cpu.forget();
    });
  }

  async #leave(models: readonly Model[], remove: () => Promise<void>): Promise<void> {
    for (const { id } of models) this.#leaving.add(id);
    try {
      await remove();
    } finally {
      for (const { id } of models) this.#leaving.delete(id);
      this.#changed('files');
    }
  }

  /** Its files may be damaged: they are looked at byte by byte, and what is damaged is fetched again. */
  async repair({ id }: Model): Promise<void> {
    if (!this.#leaving.has(id)) this.#downloads.repair(id, await this.#usableVariant(id));
  }

  /** Takes the GPU for up to three seconds. */
  measureDevice(signal: AbortSignal): Promise<void> {
    return this.#device.measure(signal, () => this.announce());
  }

  /** It brought an answer to its end: what that took corrects what is predicted. */
  async answered({ model, variant }: Omit<Chosen, 'speed'>, times: RunTimes | null): Promise<void> {
    await changeRecord(variant.id, { usedAt: Date.now() });
    if (times) await this.#learn(model, variant, times);
    this.announce();
  }

  async #restore(): Promise<void> {
    // What cannot be read holds up no answer.
    const wishes = await loadWishes().catch((thrown: unknown) => {
      logError(thrown);
      return [];
    });
    const withVariants = wishes.map(async (wish) => {
      const variant = await this.#usableVariant(wish.modelId).catch(() => null);
      return { ...wish, variant };
    });
    this.#downloads.restore(await Promise.all(withVariants));
  }

  /** An administrator may have changed their mind in mid-download. */
  async #pauseForbidden(): Promise<void> {
    for (const model of this.all)
      if (!this.#isAllowed(model)) await this.#downloads.pause(model.id);
  }

  async #usableVariant(modelId: string): Promise<ModelVariant> {
    const model = this.known(modelId);
    const gpu = await this.#device.gpu();
    if (model.engine === 'web-llm' && !isUsable(gpu))
      throw new AppError('no-gpu', 'No usable GPU for this model.');
    if (!this.#isAllowed(model)) throw new AppError('refused', 'Not allowed by the policy.');
    const variant = variantFor(model, hasShaderF16(gpu));
    if (!variant) throw new AppError('no-gpu', 'It needs shader-f16.');
    if (!isInBuild(variant)) throw new AppError('no-model', 'This build has no library for it.');
    return variant;
  }

  #speedOf({ shape }: Model, variant: ModelVariant): Promise<Speed | null> {
    return isGguf(variant)
      ? this.#cpu.speedOf(shape, variant)
      : this.#device.speedOf(shape, variant);
  }

  #learn({ shape }: Model, variant: ModelVariant, times: RunTimes): Promise<void> {
    return isGguf(variant)
      ? this.#cpu.learn(shape, variant, times)
      : this.#device.learn(shape, variant, times);
  }

  async #report(): Promise<ModelsReport> {
    const gpu = await this.#device.gpu();
    const weightsUrls = this.all.flatMap(variantsOf).map((it) => it.weightsUrl);
    const looked = {
      gpu,
      device: this.#device,
      cpu: this.#cpu,
      disk: this.#disk,
      downloads: this.#downloads,
    };
    const models = await Promise.all(
      this.all.map((model) => modelReport(model, { ...looked, isAllowed: this.#isAllowed(model) })),
    );
    const free = await freeBytes();
    return {
      gpu,
      measurement: await this.#device.measurement(),
      storage: {
        modelBytes: models.reduce((sum, { diskBytes }) => sum + diskBytes, 0),
        strayBytes: await this.#disk.straysOf(weightsUrls),
        freeBytes: free,
      },
      models,
      recommended: recommended(this.all, models, { gpu, freeBytes: free }),
    };
  }

  #isAllowed({ id }: Model): boolean {
    return this.#configuration === null || isModelAllowed(id, this.#configuration.policy);
  }

  #changed(what: 'progress' | 'files'): void {
    if (what === 'files') {
      this.#disk.forget();
      this.#others.announce();
    }
    this.#watchers.announce();
  }

  /** Something is another than it was, for whoever watches. */
  announce(): void {
    this.#watchers.announce();
    this.#others.announce();
  }
}
