import { type LocalEngineId, localEngines } from '../receipt.ts';
import type { Candidate } from './candidates.ts';
import { isFixed, type Pace, type Preference } from './preference.ts';

export type Wanted = { readonly preference: Preference; readonly pace: Pace };

type Compare = (one: Candidate, other: Candidate) => number;

/** Who comes before whom. Whoever says "now" means the best answer, and gives those that failed of late another try. */
export function compareFor({ preference, pace }: Wanted): Compare {
  const byWish = preference === 'fastest' && pace === 'usual' ? bySpeed : byQuality;
  const inTurn = pace === 'now' ? byWish : both(byFailure, byWish);
  return isFixed(preference) ? both(first(preference), inTurn) : inTurn;
}

function both(one: Compare, next: Compare): Compare {
  return (a, b) => one(a, b) || next(a, b);
}

function first(engine: LocalEngineId): Compare {
  return (a, b) => Number(b.engine === engine) - Number(a.engine === engine);
}

function byFailure(a: Candidate, b: Candidate): number {
  return Number(a.state.state === 'failing') - Number(b.state.state === 'failing');
}

function byQuality(a: Candidate, b: Candidate): number {
  return b.quality - a.quality || byPlace(a, b);
}

/** A quick answer by one that does not know the language is none. */
function bySpeed(a: Candidate, b: Candidate): number {
  return Number(a.isForeign) - Number(b.isForeign) || timeOf(a) - timeOf(b) || byPlace(a, b);
}

function byPlace(a: Candidate, b: Candidate): number {
  return localEngines.indexOf(a.engine) - localEngines.indexOf(b.engine);
}

/** Guesses for devices that were never measured, to be compared with one another and never shown. */
const guessedMs = { 'web-llm': 10_000, 'built-in': 6000, cpu: 60_000, instant: 0 } as const;

function timeOf({ engine, expectedMs }: Candidate): number {
  return expectedMs ?? guessedMs[engine];
}
