import { AppError } from '../../core/errors.ts';
import type { Readiness, Ready } from '../../core/ladder/readiness.ts';
import { defaultSettings } from '../../core/settings.ts';
import type { Task } from '../../core/tools.ts';
import type { Availability } from '../../platform/built-in.ts';
import type { LoadProgress } from '../../protocol/contract.ts';
import type { Engine, EngineEnding, Question } from '../engine.ts';
import { watchdog } from '../watchdog.ts';
import { readinessOf } from './availability.ts';
import { fromBuiltIn } from './built-in-error.ts';
import { BuiltInModel } from './built-in-model.ts';
import { BuiltInSummarizer } from './built-in-summarizer.ts';

/** The browser reads without saying so. */
const silenceMs = 90_000;

/** The model that the browser brings: `Summarizer` where it knows what is asked, `LanguageModel` for all else. */
export class BuiltInEngine implements Engine {
  readonly id = 'built-in';
  readonly #model = new BuiltInModel();
  readonly #summarizer = new BuiltInSummarizer();
  #idle: ReturnType<typeof setTimeout> | undefined;
  #keepMinutes: number = defaultSettings.keepLoadedMinutes;

  /** A session that nobody asks for this long is closed. */
  keepFor(minutes: number): void {
    this.#keepMinutes = minutes;
  }

  async readiness(signal: AbortSignal, question: Question): Promise<Readiness> {
    const [availability, inEnglish] = await Promise.all([
      this.#availability(signal, question),
      this.#availability(signal, { ...question, language: 'en' }),
    ]);
    if (availability !== 'unavailable') return readinessOf(availability, this.#ready());
    return inEnglish === 'unavailable'
      ? readinessOf(inEnglish, this.#ready())
      : { state: 'unavailable', code: 'language-unsupported' };
  }

  async load(
    signal: AbortSignal,
    question: Question,
    progress: (report: LoadProgress) => void,
  ): Promise<Ready> {
    progress({ phase: 'load', progress: 0 });
    const part = await this.#partFor(signal, question);
    try {
      await part.open(signal, question);
    } catch (thrown) {
      signal.throwIfAborted();
      throw fromBuiltIn(thrown);
    }
    this.#closeWhenIdle();
    return this.#ready();
  }

  async warm(signal: AbortSignal, question: Question): Promise<void> {
    await this.load(signal, question, () => {});
  }

  async *generate(
    signal: AbortSignal,
    task: Task,
  ): AsyncGenerator<string, EngineEnding, undefined> {
    clearTimeout(this.#idle);
    try {
      const part = await this.#partFor(signal, task);
      yield* watchdog(part.answer(signal, task), () => silenceMs);
      return { tokens: null, truncated: false };
    } catch (thrown) {
      signal.throwIfAborted();
      throw fromBuiltIn(thrown);
    } finally {
      this.#closeWhenIdle();
    }
  }

  async recover(): Promise<null> {
    // Nothing is known of what failed, and the session may be the reason.
    this.unload();
    return null;
  }

  unload(): void {
    clearTimeout(this.#idle);
    this.#model.close();
    this.#summarizer.close();
  }

  async #availability(signal: AbortSignal, question: Question): Promise<Availability> {
    const [summaries, all] = await Promise.all([
      this.#summarizer.availability(signal, question),
      this.#model.availability(signal, question),
    ]);
    return summaries === 'available' || all === 'unavailable' ? summaries : all;
  }

  /** To create what is not there yet would begin a download, which nobody clicked for. */
  async #partFor(
    signal: AbortSignal,
    question: Question,
  ): Promise<BuiltInModel | BuiltInSummarizer> {
    for (const part of [this.#summarizer, this.#model])
      if ((await part.availability(signal, question)) === 'available') return part;
    throw new AppError('no-model', 'The browser has no model for it now.');
  }

  #ready(): Ready {
    const { contextTokens } = this.#model;
    return {
      state: 'ready',
      ...{ model: null, tier: null, isEnglishOnly: false, contextTokens, speed: null },
    };
  }

  #closeWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.unload(), this.#keepMinutes * 60_000);
  }
}
