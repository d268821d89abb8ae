import type { ErrorCode } from '../errors.ts';

/**
 * What may help after a failure: the same model in a fresh worker, a smaller one, or nothing that is a model. A model
 * that fell silent was waited for long enough, and files that are damaged are so the second time too.
 */
export type Cure = 'reload' | 'smaller' | 'none';

const cures: Partial<Record<ErrorCode, Cure>> = {
  'device-lost': 'reload',
  'out-of-memory': 'reload',
  gibberish: 'reload',
  disconnected: 'reload',
  'engine-silent': 'smaller',
  'corrupt-model': 'smaller',
  unexpected: 'smaller',
};

export function cureFor(code: ErrorCode): Cure {
  return cures[code] ?? 'none';
}

/** A model is loaded once more after a failure, and set aside after the next. */
const maxSetbacks = 2;

type Setback = { readonly count: number; readonly code: ErrorCode };

/** How often models failed since they last brought an answer to its end, and of what the last time. */
export class Setbacks {
  readonly #of = new Map<string, Setback>();

  /** Says whether loading it once more is worth a try. */
  add(modelId: string, code: ErrorCode): boolean {
    const count = (this.#of.get(modelId)?.count ?? 0) + 1;
    this.#of.set(modelId, { count, code });
    return count < maxSetbacks;
  }

  clear(modelId: string): void {
    this.#of.delete(modelId);
  }

  /** Why it is not to be tried before others; null where it is. */
  reason(modelId: string): ErrorCode | null {
    const setback = this.#of.get(modelId);
    return setback && setback.count >= maxSetbacks ? setback.code : null;
  }
}
