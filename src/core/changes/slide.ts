import type { Match } from './align.ts';
import { gapBefore, isAfterSentence, type Side, startsLine } from './side.ts';

/** Texts that repeat themselves could be slid along without end. */
const maxSlide = 60;

/**
 * Where tokens were only added or only taken away, the same text often comes of several choices: “A. [B. ]C.” and
 * “A[. B]. C.”. Moves each to the lines, sentences or words that a person would choose.
 */
export function slideMatches(matches: readonly Match[], before: Side, after: Side): Match[] {
  const start: Match = { before: 0, after: 0, count: 0 };
  const end: Match = { before: before.tokens.length, after: after.tokens.length, count: 0 };
  const slid: Match[] = [start];
  for (const match of [...matches, end]) {
    const left = slid.pop() ?? start;
    const shift = bestShift(left, match, before, after);
    slid.push(grown(left, shift), {
      before: match.before + shift,
      after: match.after + shift,
      count: match.count - shift,
    });
  }
  return slid.filter(({ count }) => count > 0);
}

function grown(match: Match, by: number): Match {
  return { ...match, count: match.count + by };
}

/** By how many tokens the left match should grow, at the expense of the right one. */
function bestShift(left: Match, right: Match, before: Side, after: Side): number {
  const from = { before: left.before + left.count, after: left.after + left.count };
  const isDeletion = from.after === right.after;
  if (isDeletion === (from.before === right.before)) return 0;
  const [whole, rest] = isDeletion ? [before, after] : [after, before];
  const [first, next, at] = isDeletion
    ? [from.before, right.before, from.after]
    : [from.after, right.after, from.before];
  let best = 0;
  let bestRank = rank(whole, rest, [first, next, at]);
  const consider = (shift: number) => {
    const shifted = rank(whole, rest, [first + shift, next + shift, at + shift]);
    if (shifted < bestRank || (shifted === bestRank && shift < best)) return;
    best = shift;
    bestRank = shifted;
  };
  const room = { left: Math.min(maxSlide, left.count - (left.before + left.after === 0 ? 0 : 1)) };
  for (let i = 1; i <= room.left && isSame(whole, first - i, next - i); i++) consider(-i);
  const toRight = Math.min(maxSlide, right.count - 1);
  for (let i = 0; i < toRight && isSame(whole, first + i, next + i); i++) consider(i + 1);
  return best;
}

function isSame(side: Side, one: number, other: number): boolean {
  return side.tokens[one]?.text === side.tokens[other]?.text;
}

/** How natural it is that tokens `[first, next)` of one text are missing before token `at` of the other. */
function rank(whole: Side, rest: Side, [first, next, at]: [number, number, number]): number {
  const gap = gapBefore(rest, at);
  const fits = gapBefore(whole, first) === gap || gapBefore(whole, next) === gap;
  const [low = 0, high = 0] = [edge(whole, first), edge(whole, next)].sort((a, b) => a - b);
  return (fits ? 100 : 0) + 10 * low + high;
}

/** How much of an end there is before a token: of a line, a sentence, a word, or none. */
function edge(side: Side, at: number): number {
  if (startsLine(side, at)) return 3;
  if (isAfterSentence(side, at)) return 2;
  return gapBefore(side, at) === '' ? 0 : 1;
}
