import { countWords } from '../text/count-words.ts';
import { cutWords } from '../text/cut-words.ts';
import { withoutFullStop } from '../text/full-stop.ts';
import { choose } from './choose.ts';
import type { Candidate } from './read-text.ts';
import { tidy } from './tidy.ts';

const leastTitleWords = 4;
/** A line that is a little too long is better than one without its last word. */
const tolerance = 1.25;
const sentencesToCompare = 200;

/** One line without a full stop: the text's own title if it has one, else its best sentence, cut if need be. */
export function* headline(
  candidates: readonly Candidate[],
  maxWords: number,
  language: string,
): Generator<undefined, string> {
  const best = titleOf(candidates) ?? (yield* bestLine(candidates, maxWords * tolerance));
  if (best === undefined) return '';
  const line = tidy(best.text, language);
  const fits = countWords(line) <= maxWords * tolerance;
  return withoutFullStop(fits ? line : shortenClause(line, maxWords));
}

/** A first line is the title if what follows speaks of the same; else it may be a menu, a date or a greeting. */
function titleOf([first, ...rest]: readonly Candidate[]): Candidate | undefined {
  if (!first?.isHeading || first.words < leastTitleWords || rest.length === 0) return undefined;
  const spoken = new Set(rest.slice(0, sentencesToCompare).flatMap(({ terms }) => terms));
  const terms = [...new Set(first.terms)];
  const known = terms.filter((term) => spoken.has(term)).length;
  const enough = first.text.startsWith('#') ? 1 : terms.length / 2;
  return known > 0 && known >= enough ? first : undefined;
}

/** A sentence that fits, if it is nearly as good, is better than the best one cut. */
function* bestLine(
  candidates: readonly Candidate[],
  maxWords: number,
): Generator<undefined, Candidate | undefined> {
  const [fitting] = yield* choose(candidates, { maxSentences: 1, maxWords, leastWorth: 0.65 });
  if (fitting && candidates.includes(fitting)) return fitting;
  const [best] = yield* choose(candidates, { maxSentences: 1, maxWords: Number.POSITIVE_INFINITY });
  return best;
}

/** Cuts after the last clause that fits, else after the last word; the ellipsis says that something may be qualified. */
function shortenClause(text: string, maxWords: number): string {
  const clauses = [...text.matchAll(/[,;:](?=\s)|\s(?=[–—(])|[、，；：]/gu)]
    .map((mark) => text.slice(0, mark.index).trimEnd())
    .filter((clause) => countWords(clause) <= maxWords && countWords(clause) >= maxWords / 2);
  const clause = clauses.at(-1);
  return clause === undefined ? cutWords(text, maxWords) : `${clause}…`;
}
