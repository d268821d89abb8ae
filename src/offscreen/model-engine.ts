import { AppError, type ErrorCode } from '../core/errors.ts';
import type { Readiness } from '../core/ladder/readiness.ts';
import type { Model, ModelVariant } from '../core/models/model.ts';
import type { Ending } from '../core/receipt.ts';
import { defaultSettings } from '../core/settings.ts';
import type { Task } from '../core/tools.ts';
import type { LoadProgress } from '../protocol/contract.ts';
import type { Alternative, Engine, Loaded, Question } from './engine.ts';
import type { Chosen } from './models/choose-model.ts';
import { type Picked, Recovery, type Registry } from './recovery.ts';
import { SharedLoad } from './shared-load.ts';
import { watchdog } from './watchdog.ts';
import { type AnsweringWorker, answerOf, sound } from './worker-answer.ts';

/** Starts a worker, and loads a model into it. Whoever asked for it ends the worker, also when that fails. */
export type Host = (signal: AbortSignal, variant: ModelVariant) => Hosted;

export type Hosted = {
  readonly worker: AnsweringWorker;
  readonly loading: AsyncIterable<LoadProgress>;
  /** Hanging up stops it while it reads as well; else nothing but the worker's end does. */
  readonly stopsPrefill: boolean;
};

/** A model in its worker. */
type Held = Omit<Chosen, 'speed'> & Pick<Hosted, 'worker' | 'stopsPrefill'>;

/** Compiling shaders on a slow device reports nothing for tens of seconds. */
const loadSilenceMs = 180_000;

/** Models on disk, each in a worker of its own and one at a time. */
export class ModelEngine implements Engine {
  readonly id: Model['engine'];
  readonly #host: Host;
  readonly #recovery: Recovery;
  #held: Held | null = null;
  #loading: { readonly chosen: Chosen; readonly load: SharedLoad } | null = null;
  /** Of the request whose turn it is. */
  #tried: Model | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #keepMinutes: number = defaultSettings.keepLoadedMinutes;

  constructor(id: Model['engine'], host: Host, registry: Registry) {
    this.id = id;
    this.#host = host;
    this.#recovery = new Recovery(registry);
  }

  /** A model that nobody asks for this long gives its memory back. */
  keepFor(minutes: number): void {
    if (minutes === this.#keepMinutes) return;
    this.#keepMinutes = minutes;
    if (this.#idle !== undefined) this.#unloadWhenIdle();
  }

  async readiness(): Promise<Readiness> {
    const pick = await this.#recovery.pick();
    return 'code' in pick ? pick : readyWith(pick);
  }

  async load(
    signal: AbortSignal,
    _question: Question,
    progress: (report: LoadProgress) => void,
    instead: Alternative | null = null,
  ): Promise<Loaded> {
    const pick = await (instead ? this.#recovery.take(instead) : this.#recovery.pick());
    signal.throwIfAborted();
    if ('code' in pick) throw new AppError(pick.code, 'No model to load.');
    this.#tried = pick.model;
    if (this.#holds(pick)) this.#unloadWhenIdle();
    else await this.#loadingOf(pick).join(signal, progress);
    return readyWith(pick);
  }

  async warm(signal: AbortSignal): Promise<void> {
    const pick = await this.#recovery.pick();
    signal.throwIfAborted();
    if ('code' in pick || this.#holds(pick) || this.#isAtWork(pick)) return;
    await this.#loadingOf(pick).join(signal, () => {});
  }

  async *generate(signal: AbortSignal, task: Task): AsyncGenerator<string, Ending, undefined> {
    const held = this.#held;
    if (!held) throw new AppError('no-model', 'Asked before loading.');
    this.#stopIdling();
    const progress = { isDecoding: false };
    let intact = false;
    try {
      const answered = yield* sound(answerOf(signal, held.worker, task, progress), task);
      intact = true;
      this.#recovery.succeeded(held, answered.times);
      return answered.ending;
    } catch (thrown) {
      intact = thrown instanceof AppError && thrown.code === 'over-window';
      // Deleted while it answered: that is no failure to be healed.
      throw this.#held === held ? thrown : unloaded();
    } finally {
      // Hanging up stops decoding within a token.
      const isStopped = signal.aborted && (progress.isDecoding || held.stopsPrefill);
      const isUsable = intact || isStopped;
      if (this.#held === held && isUsable) this.#unloadWhenIdle();
      else this.#drop(held);
    }
  }

  async recover(_signal: AbortSignal, code: ErrorCode): Promise<Alternative | null> {
    return this.#tried && this.#recovery.after(this.#tried, code);
  }

  /** Whether this model's memory is held now, or is about to be. */
  uses({ id }: Model): boolean {
    return this.#held?.model.id === id || this.#underWay?.chosen.model.id === id;
  }

  unload(): void {
    this.#loading?.load.abort(unloaded());
    this.#loading = null;
    if (this.#held) this.#drop(this.#held);
  }

  #holds({ variant }: Chosen): boolean {
    return this.#held?.variant.id === variant.id && !this.#held.worker.hasEnded;
  }

  /** With another model: it answers, since it is held and not idle, or it is being loaded. */
  #isAtWork({ variant }: Chosen): boolean {
    const isAnswering = this.#held !== null && this.#idle === undefined;
    const loading = this.#underWay;
    return isAnswering || (loading !== null && loading.chosen.variant.id !== variant.id);
  }

  get #underWay() {
    return this.#loading?.load.isOver ? null : this.#loading;
  }

  /** The load under way, if it is this model's; else a new one in place of whatever is held or loading. */
  #loadingOf(chosen: Chosen): SharedLoad {
    const current = this.#underWay;
    if (current && current.chosen.variant.id === chosen.variant.id) return current.load;
    this.unload();
    const load = new SharedLoad((signal, progress) => this.#loadAnew(signal, chosen, progress));
    this.#loading = { chosen, load };
    return load;
  }

  async #loadAnew(
    signal: AbortSignal,
    { model, variant }: Chosen,
    progress: (report: LoadProgress) => void,
  ): Promise<void> {
    const { worker, loading, stopsPrefill } = this.#host(signal, variant);
    try {
      for await (const report of watchdog(loading, () => loadSilenceMs)) progress(report);
      signal.throwIfAborted();
    } catch (thrown) {
      worker.end();
      throw thrown;
    }
    this.#held = { model, variant, worker, stopsPrefill };
    this.#unloadWhenIdle();
  }

  #drop(held: Held): void {
    held.worker.end();
    if (this.#held !== held) return;
    this.#held = null;
    this.#stopIdling();
  }

  #unloadWhenIdle(): void {
    this.#stopIdling();
    this.#idle = setTimeout(() => this.unload(), this.#keepMinutes * 60_000);
  }

  #stopIdling(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }
}

function readyWith({ model, variant, speed, setAside }: Picked): Loaded {
  const { name, tier, languages } = model;
  const { contextTokens } = variant;
  const isEnglishOnly = languages === 1;
  return { state: 'ready', model: name, tier, isEnglishOnly, contextTokens, speed, setAside };
}

function unloaded(): AppError {
  return new AppError('no-model', 'The model was unloaded.');
}
