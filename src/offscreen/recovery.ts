import { AppError, type ErrorCode } from '../core/errors.ts';
import type { NotReady } from '../core/ladder/readiness.ts';
import type { RunTimes } from '../core/models/corrected-speed.ts';
import type { Model } from '../core/models/model.ts';
import { cureFor, Setbacks } from '../core/models/recovery.ts';
import type { Alternative } from './engine.ts';
import type { Chosen, ModelChoice } from './models/choose-model.ts';

/** What is asked of those who know the models on this device. */
export type Registry = {
  /** The model with this id if it can answer, else another; null for the one that the person wants. */
  readonly choose: (modelId: string | null) => Promise<ModelChoice>;
  readonly smallerThan: (model: Model) => Promise<Chosen | null>;
  readonly answered: (chosen: Omit<Chosen, 'speed'>, times: RunTimes | null) => void;
  /** Its files may not be what they should be. */
  readonly suspect: (model: Model) => void;
};

/** `setAside`: why a larger model, which is the one that the person wants, does not answer. */
export type Picked = Chosen & { readonly setAside: ErrorCode | null };

/**
 * Which model answers, and which does after a failure. One that failed twice without a whole answer between is not tried
 * before smaller ones until this room is opened anew; where there is none, it gets another try each time.
 */
export class Recovery {
  readonly #registry: Registry;
  readonly #setbacks = new Setbacks();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async pick(): Promise<Picked | NotReady> {
    const wanted = await this.#registry.choose(null);
    if ('code' in wanted) return wanted;
    const setAside = this.#setbacks.reason(wanted.model.id);
    const other = setAside && (await this.#smallerThan(wanted.model));
    return other ? { ...other, setAside } : { ...wanted, setAside: null };
  }

  /** Throws `no-gpu` or `no-model` where that is gone by now. */
  async take({ modelId }: Alternative): Promise<Picked> {
    const choice = await this.#registry.choose(modelId);
    if ('code' in choice) throw new AppError(choice.code, 'Nothing to load it with.');
    if (choice.model.id !== modelId) throw new AppError('no-model', `${modelId} is gone.`);
    return { ...choice, setAside: null };
  }

  /** Null where no model is left to try. */
  async after(failed: Model, code: ErrorCode): Promise<Alternative | null> {
    if (code === 'corrupt-model' || code === 'gibberish') this.#registry.suspect(failed);
    const cure = cureFor(code);
    if (cure === 'none') return null;
    if (cure === 'reload' && this.#setbacks.add(failed.id, code))
      return { kind: 'again', modelId: failed.id, model: failed.name };
    const smaller = await this.#smallerThan(failed);
    return smaller && { kind: 'smaller', modelId: smaller.model.id, model: smaller.model.name };
  }

  /** It brought an answer to its end. */
  succeeded(chosen: Omit<Chosen, 'speed'>, times: RunTimes | null): void {
    this.#setbacks.clear(chosen.model.id);
    this.#registry.answered(chosen, times);
  }

  /** The next one that was not set aside itself. */
  async #smallerThan(model: Model): Promise<Chosen | null> {
    const next = await this.#registry.smallerThan(model);
    if (!next || this.#setbacks.reason(next.model.id) === null) return next;
    return this.#smallerThan(next.model);
  }
}
