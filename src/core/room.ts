import { answerTokens } from './prompts.ts';
import { isOwn, type ModelChoice } from './tools.ts';
import { estimateTokens, textBudget } from './window.ts';

/** Tokens of the longest instruction that Sotto writes itself, system message included. */
const instructionTokens = 96;

/** Tokens of a text of `textTokens` that fit a window beside what is asked and the answer. */
export function roomForText(choice: ModelChoice, textTokens: number, contextTokens: number) {
  const own = isOwn(choice) ? estimateTokens(choice.instruction) : 0;
  return textBudget(contextTokens, instructionTokens + own, answerTokens(choice, textTokens));
}
