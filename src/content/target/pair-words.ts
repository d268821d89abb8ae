import { matchesBetween } from '../../core/changes/align.ts';
import { type Token, tokensOf } from '../../core/changes/tokens.ts';

/** A word, and the one that stands for it in the other text: the same, or what it was changed to. */
export type Pair = { readonly before: Token; readonly after: Token };

/**
 * The words that two texts have in common, and of those between them the ones that stand for each other, in order. So a
 * word that is changed keeps its own link or emphasis, and does not take over its neighbor's.
 */
export function pairWords(standing: string, wanted: string): readonly Pair[] {
  const before = tokensOf(standing);
  const after = tokensOf(wanted);
  const matches = matchesBetween(before, after);
  const pairs: Pair[] = [];
  let at = { before: 0, after: 0 };
  for (const match of [...matches, { before: before.length, after: after.length, count: 0 }]) {
    pairs.push(
      ...pairChanged(before.slice(at.before, match.before), after.slice(at.after, match.after)),
    );
    at = { before: match.before + match.count, after: match.after + match.count };
    pairs.push(...zip(before.slice(match.before, at.before), after.slice(match.after, at.after)));
  }
  return pairs;
}

/** Of the same stem, and all others that are as many. */
function pairChanged(before: readonly Token[], after: readonly Token[]): readonly Pair[] {
  if (before.length === 0 || after.length === 0) return [];
  for (const [i, one] of before.slice(0, mostWords).entries()) {
    const j = after.slice(0, mostWords).findIndex((other) => isAlike(one.text, other.text));
    if (j < 0) continue;
    const pair = zip([one], after.slice(j, j + 1));
    const left = pairChanged(before.slice(0, i), after.slice(0, j));
    return [...left, ...pair, ...pairChanged(before.slice(i + 1), after.slice(j + 1))];
  }
  return before.length === after.length ? zip(before, after) : [];
}

/** Beyond so many it is another sentence. */
const mostWords = 40;

function zip(before: readonly Token[], after: readonly Token[]): Pair[] {
  return before.flatMap((token, i) => {
    const other = after[i];
    return other ? [{ before: token, after: other }] : [];
  });
}

/** A common beginning of half the longer word. */
function isAlike(left: string, right: string): boolean {
  const longer = Math.max(left.length, right.length);
  let same = 0;
  while (same < longer && left[same]?.toLowerCase() === right[same]?.toLowerCase()) same++;
  return 2 * same >= longer;
}
