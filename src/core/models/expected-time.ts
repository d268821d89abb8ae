import type { Lengths } from './predict-speed.ts';
import type { Speed } from './speed.ts';

/** From the question to the end of the answer, by a model that is loaded. */
export function expectedMs(speed: Speed, { promptTokens, answerTokens }: Lengths): number {
  return 1000 * (promptTokens / speed.prefill + answerTokens / speed.decode);
}

export type RoughTime = { readonly amount: number; readonly unit: 'second' | 'minute' | 'hour' };

/** A prediction is not better than these steps, and a finer figure would claim that it is. */
const steps = [
  ...[1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 45].map((amount) => step(amount, 'second')),
  ...[1, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 30, 45].map((amount) => step(amount, 'minute')),
  ...[1, 2, 3, 6, 12].map((amount) => step(amount, 'hour')),
] as const;

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;

function step(amount: number, unit: RoughTime['unit']): RoughTime {
  return { amount, unit };
}

/** For "about 20 seconds": the nearest step, by how many times it is off. */
export function roundedForPeople(ms: number): RoughTime {
  const off = (one: RoughTime) => Math.abs(Math.log(ms / (one.amount * unitMs[one.unit])));
  return steps.reduce((nearest, one) => (off(one) < off(nearest) ? one : nearest));
}
