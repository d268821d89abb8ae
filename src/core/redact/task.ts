import { instructionOf, isOwn, type ModelChoice, type Task } from '../tools.ts';
import type { Masked } from './kinds.ts';
import { redact } from './redact.ts';

/** A task as it may leave: placeholders in its text and in an own instruction, each original with one for both. */
export type MaskedTask = { readonly task: Task; readonly masked: readonly Masked[] };

/** No character, and nothing that anybody types: what it parts is masked apart, and counted together. */
const noncharacter = '\u{10ffff}';
const seam = `\n${noncharacter}\n`;

export function maskTask(task: Task, names: readonly string[]): MaskedTask {
  const instruction = instructionOf(task.choice).replaceAll(noncharacter, '');
  const { text, masked } = redact(task.text + seam + instruction, names);
  const end = text.lastIndexOf(seam);
  const choice = withInstruction(task.choice, text.slice(end + seam.length));
  return { task: { ...task, choice, text: text.slice(0, end) }, masked };
}

function withInstruction(choice: ModelChoice, instruction: string): ModelChoice {
  return isOwn(choice) ? { ...choice, instruction } : choice;
}
