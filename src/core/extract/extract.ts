import { choose } from './choose.ts';
import { readText } from './read-text.ts';

/** A text's most telling sentences. */
export type Extract = {
  /** As they stand in the text but for white space, in its order; a last one may be cut and then ends in “…”. */
  readonly sentences: readonly string[];
  readonly wordsRead: number;
  readonly wordsTotal: number;
};

export type ExtractOptions = {
  /** BCP 47; `und` or a tag that nobody knows will do. */
  readonly language: string;
  readonly maxWords?: number;
  /** Five, if neither limit is given. */
  readonly maxSentences?: number;
};

const defaultSentences = 5;

/**
 * Picks sentences by LexRank, position, facts and variety. Yields every few milliseconds of work: drive it in slices of
 * time, and drop it to cancel. Never empty unless the text is blank.
 */
export function* extract(text: string, options: ExtractOptions): Generator<undefined, Extract> {
  const { candidates, wordsRead, wordsTotal } = yield* readText(text, options.language);
  const { maxWords, maxSentences } = options;
  const isOpen = maxWords === undefined && maxSentences === undefined;
  const chosen = yield* choose(candidates, {
    maxWords: Math.max(1, maxWords ?? Number.POSITIVE_INFINITY),
    maxSentences: Math.max(
      1,
      maxSentences ?? (isOpen ? defaultSentences : Number.POSITIVE_INFINITY),
    ),
  });
  return { sentences: chosen.map((candidate) => candidate.text), wordsRead, wordsTotal };
}
