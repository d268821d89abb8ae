import type { ErrorCode } from '../errors.ts';
import { expectedMs } from '../models/expected-time.ts';
import { usualAnswerTokens } from '../prompts.ts';
import { type LocalEngineId, localEngines } from '../receipt.ts';
import { roomForText } from '../room.ts';
import { isRevision, type ModelChoice } from '../tools.ts';
import { readableTokens } from './budget.ts';
import { isForeignTo, qualityOf } from './quality.ts';
import {
  canAnswer,
  type EngineState,
  type EngineStates,
  type Failing,
  type Ready,
} from './readiness.ts';

/** What is asked, as far as it matters to who can answer. */
export type Asked = {
  readonly choice: ModelChoice;
  readonly language: string;
  /** Of the text; about. */
  readonly textTokens: number;
};

/** An engine that can answer. */
export type Candidate = {
  readonly engine: LocalEngineId;
  readonly state: Ready | Failing;
  readonly quality: number;
  /** It was not made for the text's language. */
  readonly isForeign: boolean;
  /** From the question to the end of the answer; null: unknown. */
  readonly expectedMs: number | null;
};

export function candidatesFor(asked: Asked, states: EngineStates): readonly Candidate[] {
  return localEngines.flatMap((engine) => {
    const state = stateFor(asked, engine, states[engine]);
    if (!canAnswer(state)) return [];
    return [
      {
        engine,
        state,
        quality: qualityOf(engine, state, asked),
        isForeign: isForeignTo(state, asked),
        expectedMs: durationOf(asked, engine, state),
      },
    ];
  });
}

/** A text that must be read whole may be too long for an engine that is ready for others. */
export function stateFor(asked: Asked, engine: LocalEngineId, state: EngineState): EngineState {
  const code = canAnswer(state) ? obstacle(asked, engine, state) : null;
  return code === null ? state : { state: 'unavailable', code };
}

function obstacle(asked: Asked, engine: LocalEngineId, state: Ready | Failing): ErrorCode | null {
  if (!isRevision(asked.choice)) return null;
  if (asked.textTokens > roomIn(asked, state)) return 'over-window';
  const readable = readableTokens(engine, state.speed);
  return readable !== null && asked.textTokens > readable ? 'over-budget' : null;
}

function roomIn({ choice, textTokens }: Asked, { contextTokens }: Ready | Failing): number {
  if (contextTokens === null) return Number.POSITIVE_INFINITY;
  return roomForText(choice, textTokens, contextTokens);
}

function durationOf(asked: Asked, engine: LocalEngineId, state: Ready | Failing): number | null {
  if (engine === 'instant') return 0;
  if (!state.speed) return null;
  const readable = readableTokens(engine, state.speed) ?? Number.POSITIVE_INFINITY;
  const promptTokens = Math.min(asked.textTokens, roomIn(asked, state), readable);
  const answer = usualAnswerTokens(asked.choice, promptTokens);
  return expectedMs(state.speed, { promptTokens, answerTokens: answer });
}
