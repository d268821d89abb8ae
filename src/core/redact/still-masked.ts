import { instructionOf, type Task } from '../tools.ts';
import type { Masked } from './kinds.ts';

/** What is masked in a task as the person left it: a placeholder that they took out is not sent. */
export function stillMasked(
  { text, choice }: Pick<Task, 'text' | 'choice'>,
  masked: readonly Masked[],
): readonly Masked[] {
  const instruction = instructionOf(choice);
  return masked.filter(
    ({ placeholder }) => text.includes(placeholder) || instruction.includes(placeholder),
  );
}
