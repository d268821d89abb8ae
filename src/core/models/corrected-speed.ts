import type { Speed } from './speed.ts';

/** What a real run showed, and what was predicted for its lengths. */
export type Observation = { readonly measured: Speed; readonly predicted: Speed };

export type RunTimes = {
  /** Those that were read in this run, not found in the cache. */
  readonly promptTokens: number;
  readonly prefillMs: number;
  readonly answerTokens: number;
  /** From the first token to the last. */
  readonly decodeMs: number;
};

/** Of fewer tokens a time is of chance. */
const leastTokens = { prompt: 32, answer: 8 };

/** Enough for one that was disturbed not to count, few enough for a throttled device to be seen. */
const runsCounted = 5;

/** Null where the run was too short to tell anything. */
export function observe(times: RunTimes, predicted: Speed): Observation | null {
  const { promptTokens, prefillMs, answerTokens, decodeMs } = times;
  if (promptTokens < leastTokens.prompt || answerTokens < leastTokens.answer) return null;
  if (!(prefillMs > 0 && decodeMs > 0)) return null;
  const measured = {
    prefill: (1000 * promptTokens) / prefillMs,
    decode: (1000 * (answerTokens - 1)) / decodeMs,
  };
  return { measured, predicted };
}

/** A prediction by as much as the last runs of this model on this adapter missed theirs. `runs`: the latest last. */
export function correctedSpeed(predicted: Speed, runs: readonly Observation[]): Speed {
  const counted = runs.slice(-runsCounted);
  const factor = (part: keyof Speed) =>
    median(counted.map((run) => run.measured[part] / run.predicted[part]).filter(isRatio));
  return {
    prefill: predicted.prefill * factor('prefill'),
    decode: predicted.decode * factor('decode'),
  };
}

const isRatio = (value: number) => value > 0 && Number.isFinite(value);

/** Of ratios, so in between two of them lies their geometric mean; 1 for none. */
function median(ratios: readonly number[]): number {
  const sorted = ratios.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((root, ratio) => root * ratio ** (1 / middle.length), 1);
}
