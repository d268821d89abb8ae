import { StreamCleaner } from '../core/clean.ts';
import { AppError } from '../core/errors.ts';
import type { Task } from '../core/tools.ts';
import type { RunEvent } from '../protocol/contract.ts';

/**
 * Yields what an answer's pieces change on the screen, and returns the cleaned whole with what the pieces ended in.
 * Events between the pieces are passed on.
 */
export async function* cleaned<Ending>(
  pieces: AsyncGenerator<string | RunEvent, Ending, undefined>,
  task: Task,
): AsyncGenerator<RunEvent, { result: string; ending: Ending }, undefined> {
  const cleaner = new StreamCleaner(task);
  try {
    let step = await pieces.next();
    while (!step.done) {
      if (typeof step.value !== 'string') yield step.value;
      else {
        const change = cleaner.push(step.value);
        if (change) yield { type: 'delta', ...change };
      }
      step = await pieces.next();
    }
    const result = cleaner.finish();
    if (result === '') throw new AppError('answer-empty', 'Nothing is left after cleaning.');
    return { result, ending: step.value };
  } finally {
    await pieces.return(undefined as never);
  }
}
