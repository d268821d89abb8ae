import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';
import { sourceUrl } from '../../core/models/mirror.ts';
import type { ModelVariant } from '../../core/models/model.ts';
import { weightsOf } from '../../core/models/variant.ts';
import { logError } from '../../platform/log.ts';
import type { DownloadNews } from '../../protocol/contract.ts';
import type { TransferKind, TransferProgress } from '../../protocol/models-report.ts';
import { isMetered } from './metered.ts';
import { removeParts } from './parts.ts';
import { changeRecord, saveWishes, type Wish } from './records.ts';
import { removeFromStore, storedOf } from './store.ts';
import { fetchModel, verifyModel } from './transfer-work.ts';
import { type Outcome, type TransferState, Transfers } from './transfers.ts';

type Job = {
  readonly id: string;
  readonly kind: TransferKind;
  readonly variant: ModelVariant;
  /** Nothing of it was on disk before, so that nothing is to stay when it is canceled. */
  readonly isFresh: boolean;
  /** What turns out to be damaged is fetched again without a question. */
  readonly repairs: boolean;
};

export type Told = {
  /** Read anew what there is; after `files`, from the disk. */
  readonly changed: (what: 'progress' | 'files') => void;
  readonly news: (news: DownloadNews) => void;
  /** Whether somebody looks at the models, and needs no notice. */
  readonly isSeen: () => boolean;
};

/** What is done with the models' files, now and, of what was asked for, after the browser was closed. */
export class Downloads {
  readonly #told: Told;
  readonly #errors = new Map<string, ErrorCode>();
  /** They failed for want of a connection, and go on when there is one. */
  readonly #unreachable = new Map<string, Job>();
  #badge: DownloadNews['badge'] = 'none';
  /** Of an earlier session, and not to be had now: the GPU may be back another time. Null before they were looked up. */
  #postponed: readonly Wish[] | null = null;
  readonly #transfers: Transfers<Job>;
  #mirrorUrl: string | null = null;

  constructor(told: Told) {
    this.#told = told;
    this.#transfers = new Transfers({
      work: (signal, job, report) => this.#work(signal, job, report),
      ended: (job, outcome) => this.#ended(job, outcome),
      changed: (what) => this.#changed(what),
    });
    // A connection that was away is the one failure that heals by itself.
    self.addEventListener('online', () => this.#retryUnreachable());
  }

  useMirror(url: string | null): void {
    this.#mirrorUrl = url;
  }

  /** For a model of this id: what runs already goes on, what is paused is resumed. */
  async start(id: string, kind: TransferKind, variant: ModelVariant): Promise<void> {
    this.#forget(id);
    const isFresh = (await storedOf(weightsOf(variant))) === 'nothing';
    this.#transfers.start({ id, kind, variant, isFresh, repairs: false });
  }

  /** Verifies, and fetches what is damaged. */
  repair(id: string, variant: ModelVariant): void {
    this.#transfers.start({ id, kind: 'verify', variant, isFresh: false, repairs: true });
  }

  /** As it was when the browser was closed. `variant` is null for a model that cannot run now. */
  restore(wishes: readonly (Wish & { readonly variant: ModelVariant | null })[]): void {
    for (const { modelId: id, variant, isPaused, isFresh } of wishes) {
      if (!variant) continue;
      const job = { id, kind: 'download', variant, isFresh, repairs: false } as const;
      // Asked for on another line, maybe: one that costs money is not taken without a question.
      if (isPaused || isMetered()) this.#transfers.startPaused(job);
      else this.#transfers.start(job);
    }
    this.#postponed = wishes.filter(({ variant }) => !variant);
    if (wishes.length > 0) this.#tell();
  }

  pause(id: string): Promise<void> {
    return this.#transfers.pause(id);
  }

  async cancel(id: string): Promise<void> {
    const job = this.#transfers.jobs.find((it) => it.job.id === id)?.job;
    if (!job) return;
    await this.#transfers.cancel(id);
    if (job.isFresh) await removeFromStore(job.variant.weightsUrl);
    else if (job.kind !== 'verify') await removeParts(job.variant.weightsUrl);
    this.#told.changed('files');
  }

  async cancelAll(): Promise<void> {
    for (const { job } of this.#transfers.jobs) await this.#transfers.cancel(job.id);
    this.#errors.clear();
    this.#unreachable.clear();
    this.#postponed = [];
    this.#changed('states');
  }

  of(id: string): TransferState | null {
    return this.#transfers.of(id);
  }

  /** Whether files of this model are still to come. */
  isFetching(id: string): boolean {
    const kind = this.of(id)?.transfer.kind;
    return kind === 'download' || kind === 'import';
  }

  errorOf(id: string): ErrorCode | null {
    return this.#errors.get(id) ?? null;
  }

  /** Then it does not come back by itself either. */
  forgetFailure(id: string): void {
    this.#forget(id);
    this.#tell();
  }

  /** Somebody looks at the models: what the badge says, they see. */
  seen(): void {
    this.#badge = 'none';
    this.#tell();
  }

  async #work(
    signal: AbortSignal,
    { kind, variant }: Job,
    report: (progress: TransferProgress) => void,
  ): Promise<void> {
    const weights = weightsOf(variant);
    if (kind === 'verify') {
      const damaged = await verifyModel(signal, weights.weightsUrl, report);
      if (damaged.length > 0) throw new AppError('download-damaged', damaged.join(', '));
      return;
    }
    const from = kind === 'import' ? null : sourceUrl(weights.weightsUrl, this.#mirrorUrl);
    await fetchModel(signal, { ...weights, sourceUrl: from }, report);
  }

  async #ended(job: Job, { thrown }: Outcome): Promise<void> {
    if (thrown === null) await changeRecord(job.variant.id, { verifiedAt: Date.now() });
    else this.#failed(job, thrown);
    if (job.repairs && this.errorOf(job.id) === 'download-damaged' && !isMetered())
      await this.start(job.id, 'download', job.variant);
    if (job.kind !== 'verify' && !this.#told.isSeen())
      this.#badge = thrown === null ? 'ready' : 'failed';
  }

  #failed(job: Job, thrown: unknown): void {
    logError(thrown);
    const { code } = toAppError(thrown);
    this.#errors.set(job.id, code);
    if (job.kind === 'download' && code === 'download-failed') this.#unreachable.set(job.id, job);
  }

  #forget(id: string): void {
    this.#errors.delete(id);
    this.#unreachable.delete(id);
    this.#postponed = this.#postponed?.filter(({ modelId }) => modelId !== id) ?? null;
  }

  #retryUnreachable(): void {
    if (isMetered()) return;
    for (const [id, job] of this.#unreachable) {
      this.#forget(id);
      this.#transfers.start(job);
    }
  }

  #changed(what: 'progress' | 'states'): void {
    if (what === 'states') this.#tell();
    this.#told.changed(what === 'states' ? 'files' : 'progress');
  }

  #tell(): void {
    // What was wished for earlier must not be overwritten before it was read.
    if (this.#postponed === null) return;
    const wishes = [...this.#wishes(), ...this.#postponed];
    saveWishes(wishes).catch(logError);
    const isPending = wishes.some(({ isPaused }) => !isPaused);
    this.#told.news({ isPending, badge: this.#badge });
  }

  #wishes(): readonly Wish[] {
    const running = this.#transfers.jobs
      .filter(({ job }) => job.kind === 'download')
      .map(({ job, isPaused }) => ({ modelId: job.id, isPaused, isFresh: job.isFresh }));
    const failed = [...this.#unreachable].map(([modelId, { isFresh }]) => ({
      modelId,
      isPaused: false,
      isFresh,
    }));
    return [...running, ...failed];
  }
}
