import { AppError } from '../core/errors.ts';
import { extract } from '../core/extract/extract.ts';
import { answerTokens } from '../core/prompts.ts';
import { countWords } from '../core/text/count-words.ts';
import { isOwn, isRevision, type Task } from '../core/tools.ts';
import { estimateTokens, textBudget } from '../core/window.ts';
import type { Reading } from '../protocol/contract.ts';
import { inSlices } from './slices.ts';

/** What a model is given to read of a task, and how much of the whole that is. */
export type Excerpt = { readonly task: Task; readonly reading: Reading };

export function whole(task: Task): Excerpt {
  const words = countWords(task.text);
  return { task, reading: { wordsRead: words, wordsTotal: words } };
}

/**
 * The task with as much of its text as fits a window of `contextTokens`, shrunk by `share` (0 to 1) where an estimate
 * turned out too large. A summary reads the text's best sentences; a rewrite of an excerpt would lose the rest of the
 * person's text, so that throws `over-window`.
 */
export async function fitted(
  signal: AbortSignal,
  task: Task,
  contextTokens: number,
  share: number,
): Promise<Excerpt> {
  const tokens = estimateTokens(task.text);
  const budget = Math.floor(share * budgetFor(task, tokens, contextTokens));
  if (tokens <= budget) return whole(task);
  if (isRevision(task.choice)) throw overWindow(tokens, budget);
  const wordsTotal = countWords(task.text);
  const maxWords = Math.max(20, Math.floor((wordsTotal * budget) / tokens));
  const { sentences } = await inSlices(
    signal,
    extract(task.text, { language: task.language, maxWords }),
  );
  const text = sentences.join('\n');
  // Cut into lines, a text may count a word more than it did in one piece.
  const wordsRead = Math.min(countWords(text), wordsTotal);
  return { task: { ...task, text }, reading: { wordsRead, wordsTotal } };
}

/** Throws what `fitted` would, without the work of it: known before a model is loaded. */
export function requireFit(task: Task, contextTokens: number): void {
  const tokens = estimateTokens(task.text);
  const budget = budgetFor(task, tokens, contextTokens);
  if (isRevision(task.choice) && tokens > budget) throw overWindow(tokens, budget);
}

function overWindow(tokens: number, budget: number): AppError {
  return new AppError('over-window', `About ${tokens} tokens do not fit ${budget}.`);
}

/** Tokens of the longest instruction that Sotto writes itself, system message included. */
const instructionTokens = 96;

function budgetFor({ choice }: Task, tokens: number, contextTokens: number): number {
  const own = isOwn(choice) ? estimateTokens(choice.instruction) : 0;
  return textBudget(contextTokens, instructionTokens + own, answerTokens(choice, tokens));
}
