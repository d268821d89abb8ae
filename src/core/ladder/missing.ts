import type { ErrorCode } from '../errors.ts';
import type { LocalEngineId } from '../receipt.ts';
import { type Asked, stateFor } from './candidates.ts';
import type { EngineState, EngineStates } from './readiness.ts';

const modelEngines = ['web-llm', 'built-in', 'cpu'] as const satisfies LocalEngineId[];

/** The more a person can do about it, the sooner it is told. */
const byUse = ['failing', 'downloading', 'needs-download', 'unavailable'] as const;

/** Of what is unavailable, a text can be made shorter, but no device better. */
const ofTheText: readonly ErrorCode[] = ['over-window', 'over-budget'];

/** Why no model answers, by the code that a person can do most about. */
export function missingOf(asked: Asked, states: EngineStates): ErrorCode | null {
  const told = modelEngines
    .map((engine) => stateFor(asked, engine, states[engine]))
    .flatMap((state) => (state.state === 'ready' ? [] : [{ code: state.code, use: useOf(state) }]))
    .toSorted((one, other) => one.use - other.use);
  return told[0]?.code ?? null;
}

function useOf({ state, ...rest }: Exclude<EngineState, { state: 'ready' }>): number {
  return ofTheText.includes(rest.code) ? -1 : byUse.indexOf(state);
}
