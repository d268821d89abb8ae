import { AppError } from '../core/errors.ts';
import { extract } from '../core/extract/extract.ts';
import { roomForText } from '../core/room.ts';
import { countWords } from '../core/text/count-words.ts';
import { isRevision, type Task } from '../core/tools.ts';
import { estimateTokens } from '../core/window.ts';
import type { Reading } from '../protocol/contract.ts';
import { inSlices } from './slices.ts';

/** What a model is given to read of a task, and how much of the whole that is. */
export type Excerpt = { readonly task: Task; readonly reading: Reading };

export function whole(task: Task): Excerpt {
  const words = countWords(task.text);
  return { task, reading: { wordsRead: words, wordsTotal: words } };
}

export type Limits = {
  /** Tokens of the engine's window; null: none. */
  readonly contextTokens: number | null;
  /** Tokens of a text that it reads in time; null: any. */
  readonly readable: number | null;
};

/**
 * The task with as much of its text as the engine can read, shrunk by `share` (0 to 1) where an estimate turned out too
 * large. A summary reads the text's best sentences; a rewrite of an excerpt would lose the rest of the person's text, so
 * that throws `over-window` or `over-budget`.
 */
export async function fitted(
  signal: AbortSignal,
  task: Task,
  limits: Limits,
  share: number,
): Promise<Excerpt> {
  const tokens = estimateTokens(task.text);
  const { room, limit } = roomFor(task, tokens, limits);
  const budget = Math.floor(share * room);
  if (tokens <= budget) return whole(task);
  if (isRevision(task.choice)) throw tooLong(limit, tokens, budget);
  const wordsTotal = countWords(task.text);
  const maxWords = Math.max(20, Math.floor((wordsTotal * budget) / tokens));
  const { sentences } = await inSlices(
    signal,
    extract(task.text, { language: task.language, maxWords }),
  );
  const text = sentences.join('\n');
  // Cut into lines, a text may count a word more than it did in one piece.
  const wordsRead = Math.min(countWords(text), wordsTotal);
  return { task: { ...task, text }, reading: { wordsRead, wordsTotal, limit } };
}

/** Throws what `fitted` would, without the work of it: known before a model is loaded. */
export function requireFit(task: Task, limits: Limits): void {
  const tokens = estimateTokens(task.text);
  const { room, limit } = roomFor(task, tokens, limits);
  if (isRevision(task.choice) && tokens > room) throw tooLong(limit, tokens, room);
}

type Room = { readonly room: number; readonly limit: NonNullable<Reading['limit']> };

/** In tokens, and what there is not more of. */
function roomFor({ choice }: Task, tokens: number, { contextTokens, readable }: Limits): Room {
  const inWindow =
    contextTokens === null ? Number.POSITIVE_INFINITY : roomForText(choice, tokens, contextTokens);
  if (readable === null || inWindow <= readable) return { room: inWindow, limit: 'window' };
  return { room: readable, limit: 'time' };
}

function tooLong(limit: Room['limit'], tokens: number, room: number): AppError {
  const code = limit === 'time' ? 'over-budget' : 'over-window';
  return new AppError(code, `About ${tokens} tokens do not fit ${room}.`);
}
