import type { ErrorCode } from '../../../src/core/errors.ts';
import type { Answerer, EngineState, EngineStates } from '../../../src/core/ladder/readiness.ts';

const answerer: Answerer = {
  model: 'Scripted 1B',
  tier: 'balanced',
  isEnglishOnly: false,
  contextTokens: 4096,
  speed: { prefill: 200, decode: 20 },
};

export function ready(change: Partial<Answerer> = {}): EngineState {
  return { state: 'ready', ...answerer, ...change };
}

export function failing(code: ErrorCode = 'device-lost'): EngineState {
  return { state: 'failing', ...answerer, code };
}

export const absent: EngineState = { state: 'needs-download', code: 'no-model' };
export const impossible: EngineState = { state: 'unavailable', code: 'no-gpu' };

/** What it says of itself where it can do what is asked. */
export const instant = ready({ model: null, tier: null, contextTokens: null, speed: null });

/** Nothing but the instant engine, unless something else is said. */
export function states(some: Partial<EngineStates>): EngineStates {
  return { 'web-llm': impossible, 'built-in': impossible, cpu: absent, instant, ...some };
}
