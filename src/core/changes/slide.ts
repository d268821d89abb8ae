import type { Match } from './align.ts';
import { gapBefore, isAfterSentence, type Side, startsLine, type TokenRange } from './side.ts';

/** Texts that repeat themselves could be slid along without end. */
const maxSlide = 60;

/**
 * Where tokens were only added or only taken away, the same text often comes of several choices: “A[. B]. C.” and
 * “A. [B. ]C.”. Moves each, from the last such place, to the line, sentence or word that a person would choose.
 */
export function slideMatches(matches: readonly Match[], before: Side, after: Side): Match[] {
  const start: Match = { before: 0, after: 0, count: 0 };
  const end: Match = { before: before.tokens.length, after: after.tokens.length, count: 0 };
  const slid: Match[] = [start];
  for (const match of [...matches, end]) {
    const left = slid.pop() ?? start;
    const by = bestSlide(left, match, before, after);
    slid.push(
      { ...left, count: left.count - by },
      {
        before: match.before - by,
        after: match.after - by,
        count: match.count + by,
      },
    );
  }
  return slid.filter(({ count }) => count > 0);
}

/** Tokens `[from, to)` that one of the texts has and the other has not. */
type Lone = TokenRange & { readonly side: Side };

/** By how many tokens what is between two matches should move to the left. */
function bestSlide(left: Match, right: Match, before: Side, after: Side): number {
  const from = { before: left.before + left.count, after: left.after + left.count };
  const isDeletion = from.after === right.after;
  if (isDeletion === (from.before === right.before)) return 0;
  const lone: Lone = isDeletion
    ? { side: before, from: from.before, to: right.before }
    : { side: after, from: from.after, to: right.after };
  // What is left of a match keeps two changes apart.
  const room = Math.min(maxSlide, left.count - (left.before + left.after === 0 ? 0 : 1));
  let best = 0;
  for (let by = 1; by <= room && isSame(lone, by); by++)
    if (rank(lone, by) > rank(lone, best)) best = by;
  return best;
}

/** Whether the last of them, a step further left, is the token that comes in before the first. */
function isSame({ side, from, to }: Lone, by: number): boolean {
  return side.tokens[from - by]?.text === side.tokens[to - by]?.text;
}

/** How natural it is to take them so many tokens further left. */
function rank({ side, from, to }: Lone, by: number): number {
  return Math.min(edge(side, from - by), edge(side, to - by));
}

/** How much of an end there is before a token: of a line, a sentence, a word, or none. */
function edge(side: Side, at: number): number {
  if (startsLine(side, at)) return 3;
  if (isAfterSentence(side, at)) return 2;
  return gapBefore(side, at) === '' ? 0 : 1;
}
