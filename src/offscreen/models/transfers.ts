import { Rate, secondsLeft } from '../../core/download/rate.ts';
import { logError } from '../../platform/log.ts';
import type { Transfer, TransferKind, TransferProgress } from '../../protocol/models-report.ts';

/** Something to be done with a model's files. */
export type Job = { readonly id: string; readonly kind: TransferKind };

/** How a job ended: `thrown` is null when it went well. One that was paused or canceled did not end by itself. */
export type Outcome = { readonly thrown: unknown };

type Entry<Work extends Job> = {
  readonly job: Work;
  state: 'queued' | 'transferring' | 'paused';
  controller: AbortController;
  progress: TransferProgress;
  rate: Rate;
};

export type TransferState = {
  readonly state: 'queued' | 'transferring' | 'paused';
  readonly transfer: Transfer;
};

export type Duties<Work extends Job> = {
  /** Ends soon after its signal aborts. */
  readonly work: (
    signal: AbortSignal,
    job: Work,
    progress: (report: TransferProgress) => void,
  ) => Promise<void>;
  readonly ended: (job: Work, outcome: Outcome) => Promise<void>;
  /** Something is to be told anew: `progress` alone, or also what there is. */
  readonly changed: (what: 'progress' | 'states') => void;
};

/** One transfer at a time, the others wait in the order they were asked for. A paused one lets the next one go. */
export class Transfers<Work extends Job> {
  readonly #entries = new Map<string, Entry<Work>>();
  readonly #duties: Duties<Work>;
  /** What runs, until it has ended. */
  #running: { readonly entry: Entry<Work>; readonly ended: Promise<void> } | null = null;

  constructor(duties: Duties<Work>) {
    this.#duties = duties;
  }

  /** One for each model: what is there already only goes on, but a paused one gives way to another kind. */
  start(job: Work): void {
    const entry = this.#entries.get(job.id);
    const givesWay = entry?.state === 'paused' && entry.job.kind !== job.kind;
    if (!entry || givesWay) this.#entries.set(job.id, entryFor(job));
    else if (entry.state === 'paused') entry.state = 'queued';
    this.#duties.changed('states');
    void this.#next();
  }

  /** As it was left by an earlier session. */
  startPaused(job: Work): void {
    if (this.#entries.has(job.id)) return;
    this.#entries.set(job.id, { ...entryFor(job), state: 'paused' });
    this.#duties.changed('states');
  }

  /** Resolves when it has let go of its files. */
  async pause(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.state = 'paused';
    await this.#stop(entry);
    this.#duties.changed('states');
  }

  /** Resolves when it has let go of its files, which stay. */
  async cancel(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    await this.#stop(entry);
    this.#duties.changed('states');
  }

  of(id: string): TransferState | null {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    const { job, state, progress, rate } = entry;
    const bytesPerSecond = state === 'transferring' ? rate.bytesPerSecond(performance.now()) : null;
    const missing = (progress.totalBytes ?? 0) - progress.bytes;
    const isKnown = progress.totalBytes !== null;
    return {
      state,
      transfer: {
        kind: job.kind,
        ...progress,
        bytesPerSecond,
        secondsLeft: isKnown ? secondsLeft(missing, bytesPerSecond) : null,
      },
    };
  }

  get jobs(): readonly { readonly job: Work; readonly isPaused: boolean }[] {
    return [...this.#entries.values()].map(({ job, state }) => ({
      job,
      isPaused: state === 'paused',
    }));
  }

  async #stop(entry: Entry<Work>): Promise<void> {
    const { controller } = entry;
    // Now, and not when it has ended: by then it may have been started again.
    entry.controller = new AbortController();
    controller.abort();
    if (this.#running?.entry === entry) await this.#running.ended;
  }

  async #next(): Promise<void> {
    const entry = [...this.#entries.values()].find(({ state }) => state === 'queued');
    if (this.#running || !entry) return;
    const ended = this.#run(entry);
    this.#running = { entry, ended };
    await ended;
    this.#running = null;
    void this.#next();
  }

  async #run(entry: Entry<Work>): Promise<void> {
    const { signal } = entry.controller;
    entry.state = 'transferring';
    entry.rate = new Rate();
    this.#duties.changed('states');
    let thrown: unknown = null;
    try {
      await this.#duties.work(signal, entry.job, (report) => this.#report(entry, report));
    } catch (caught) {
      thrown = caught;
    }
    if (signal.aborted) return;
    this.#entries.delete(entry.job.id);
    // What cannot be written down must not hold up the others.
    await this.#duties.ended(entry.job, { thrown }).catch(logError);
    this.#duties.changed('states');
  }

  #report(entry: Entry<Work>, report: TransferProgress): void {
    entry.progress = report;
    entry.rate.add(performance.now(), report.bytes);
    this.#duties.changed('progress');
  }
}

function entryFor<Work extends Job>(job: Work): Entry<Work> {
  return {
    job,
    state: 'queued',
    controller: new AbortController(),
    progress: { bytes: 0, totalBytes: null, waiting: null },
    rate: new Rate(),
  };
}
