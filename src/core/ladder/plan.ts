import { AppError, type ErrorCode } from '../errors.ts';
import { type LocalEngineId, localEngines } from '../receipt.ts';
import { type Asked, type Candidate, candidatesFor, stateFor } from './candidates.ts';
import { missingOf } from './missing.ts';
import { compareFor, type Wanted } from './order.ts';
import { isFixed } from './preference.ts';
import type { EngineStates } from './readiness.ts';
import type { Why } from './why.ts';

/** A better answer that is to be had for some waiting, if the person wants it. */
export type Offer = {
  readonly engine: LocalEngineId;
  readonly model: string | null;
  /** Null: unknown. */
  readonly expectedMs: number | null;
};

/** Who answers on this device. There is no place here for anything that is not local. */
export type LocalPlan = {
  /** To be tried in this order, each after the one before it failed. */
  readonly engines: readonly [Candidate, ...Candidate[]];
  readonly why: Why;
  /** The instant engine answers at once, and the first of `engines` then writes over it. */
  readonly drafts: boolean;
  /** Why no model answers, where one was wanted. */
  readonly missing: ErrorCode | null;
  readonly offer: Offer | null;
};

/** Throws the code that says best what can be done when no engine can answer. */
export function planLocal(asked: Asked, wanted: Wanted, states: EngineStates): LocalPlan {
  const candidates = candidatesFor(asked, states).toSorted(compareFor(wanted));
  const [first, ...others] = candidates;
  if (!first) throw new AppError(missingOf(asked, states) ?? 'no-model', 'Nobody can answer.');
  const isInstant = first.engine === 'instant';
  return {
    engines: [first, ...others],
    why: whyFirst([first, ...others], wanted, asked, states),
    drafts: !isInstant && others.some(({ engine }) => engine === 'instant'),
    missing: isInstant && lacksModel(wanted, others) ? missingOf(asked, states) : null,
    offer: isInstant ? offerBeside(first, others, wanted) : null,
  };
}

/** None is there that works, and the person would rather have one. */
function lacksModel({ preference, pace }: Wanted, others: readonly Candidate[]): boolean {
  const isWanted = preference !== 'instant' && (preference !== 'fastest' || pace === 'now');
  return isWanted && !others.some(({ state }) => state.state === 'ready');
}

function whyFirst(
  candidates: readonly [Candidate, ...Candidate[]],
  { preference, pace }: Wanted,
  asked: Asked,
  states: EngineStates,
): Why {
  const [first] = candidates;
  const insteadOf = (of: LocalEngineId): Why => ({
    kind: 'instead',
    of,
    code: codeOf(asked, of, states),
  });
  if (isFixed(preference))
    return first.engine === preference ? { kind: 'chosen' } : insteadOf(preference);
  if (first.isForeign) return { kind: 'foreign' };
  const isBestWanted = preference === 'best' || pace === 'now';
  const broken = isBestWanted && brokenBefore(first.engine, states);
  if (broken) return insteadOf(broken);
  if (candidates.length === 1) return { kind: 'only' };
  if (!isBestWanted) return { kind: 'fastest' };
  const best = bestOf(candidates);
  return best.engine === first.engine ? { kind: 'best' } : insteadOf(best.engine);
}

/** One that answered before, and whose files are gone. What it would have written nobody knows any more. */
function brokenBefore(first: LocalEngineId, states: EngineStates): LocalEngineId | undefined {
  return localEngines.slice(0, localEngines.indexOf(first)).find((engine) => {
    const state = states[engine];
    return state.state === 'needs-download' && state.code === 'corrupt-model';
  });
}

/** Whoever would come first if nobody had failed of late. */
function bestOf(candidates: readonly [Candidate, ...Candidate[]]): Candidate {
  const compare = compareFor({ preference: 'best', pace: 'now' });
  return candidates.reduce((best, one) => (compare(one, best) < 0 ? one : best));
}

/** Of one that is ready for others than this task, `unexpected`: there is no such engine. */
function codeOf(asked: Asked, engine: LocalEngineId, states: EngineStates): ErrorCode {
  const state = stateFor(asked, engine, states[engine]);
  return state.state === 'ready' ? 'unexpected' : state.code;
}

function offerBeside(
  first: Candidate,
  others: readonly Candidate[],
  { preference }: Wanted,
): Offer | null {
  if (preference === 'instant') return null;
  const [best] = others
    .filter(({ quality }) => quality > first.quality)
    .toSorted((one, other) => other.quality - one.quality);
  if (!best) return null;
  const { engine, state, expectedMs } = best;
  return { engine, model: state.model, expectedMs };
}
