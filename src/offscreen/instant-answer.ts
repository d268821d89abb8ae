import type { Task } from '../core/tools.ts';
import type { Answer } from '../protocol/contract.ts';
import type { Engine } from './engine.ts';
import type { Meter } from './meter.ts';
import { whole } from './reading.ts';

/** The whole answer of the instant engine, which is too quick to be shown in pieces. */
export async function instantAnswer(
  signal: AbortSignal,
  engine: Engine,
  meter: Meter,
  task: Task,
): Promise<Answer> {
  const begin = performance.now();
  const answer = engine.generate(signal, task);
  let result = '';
  let step = await answer.next();
  while (!step.done) {
    result += step.value;
    step = await answer.next();
  }
  const { changes, ...ending } = step.value;
  return {
    result,
    ...(changes && { changes }),
    receipt: {
      engine: 'instant',
      model: null,
      ...whole(task).reading,
      ...ending,
      traffic: meter.read(),
      masking: null,
      elapsedMs: performance.now() - begin,
    },
  };
}
