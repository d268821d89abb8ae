import type { ResultTimings } from '@wllama/wllama';
import type { RunTimes } from '../../core/models/corrected-speed.ts';

/** What llama.cpp measured of an answer. Its `prompt_n` counts what was read, not what it still knew. */
export function timesOf(timings: ResultTimings): RunTimes {
  return {
    promptTokens: timings.prompt_n,
    prefillMs: timings.prompt_ms,
    answerTokens: timings.predicted_n,
    decodeMs: timings.predicted_ms,
  };
}
