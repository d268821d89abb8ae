import type { Hunk } from './hunks.ts';
import {
  countWordsIn,
  gapBefore,
  isAfterSentence,
  type Side,
  size,
  startsLine,
  type TokenRange,
  textOf,
  wordsIn,
} from './side.ts';
import { trimHunk } from './trim.ts';

/** Of the words from the first to the last change of a sentence. */
const mostWords = 2 / 3;
const shortWordChars = 3;

/**
 * Hunks that a person would call one change, joined. Two of one sentence are, if between them was kept no word, one short
 * word, or no more words than changed on either side; and all of a sentence are, if most words between the first and the
 * last have changed. Lines that were replaced by as many stay changes of their own.
 */
export function groupHunks(hunks: readonly Hunk[], before: Side, after: Side): Hunk[] {
  return bySentence(hunks, before, after)
    .flatMap((sentence) => {
      const grouped = joinNeighbors(sentence, before, after);
      return isRewritten(grouped, before, after) ? [joined(grouped)] : grouped;
    })
    .flatMap((hunk) => byLine(hunk, before, after))
    .map((hunk) => trimHunk(hunk, before, after));
}

function bySentence(hunks: readonly Hunk[], before: Side, after: Side): Hunk[][] {
  const sentences: Hunk[][] = [];
  for (const hunk of hunks) {
    const sentence = sentences.at(-1);
    const last = sentence?.at(-1);
    if (last && !areParted(last, hunk, before, after)) sentence?.push(hunk);
    else sentences.push([hunk]);
  }
  return sentences;
}

/** Whether a sentence or a line ends in what was kept between two hunks, or with the first of them. */
function areParted(left: Hunk, right: Hunk, before: Side, after: Side): boolean {
  const kept = between(left, right);
  if (size(kept) <= 0) return false;
  if (endsSentence(left.before, before) && endsSentence(left.after, after)) return true;
  if (startsLine(before, kept.from)) return true;
  for (let at = kept.from + 1; at <= kept.to; at++)
    if (isAfterSentence(before, at) || startsLine(before, at)) return true;
  return false;
}

function endsSentence(range: TokenRange, side: Side): boolean {
  return size(range) > 0 && isAfterSentence(side, range.to);
}

function joinNeighbors(hunks: readonly Hunk[], before: Side, after: Side): Hunk[] {
  const grouped: Hunk[] = [];
  for (const hunk of hunks) {
    let group = hunk;
    for (let last = grouped.at(-1); last && areOne(last, group, before, after); ) {
      group = joined([last, group]);
      grouped.pop();
      last = grouped.at(-1);
    }
    grouped.push(group);
  }
  return grouped;
}

function areOne(left: Hunk, right: Hunk, before: Side, after: Side): boolean {
  const kept = between(left, right);
  const words = size(kept) > 0 ? countWordsIn(kept, before) : 0;
  if (words === 0 || (words === 1 && wordsIn(kept, before).every(isShort))) return true;
  return words <= Math.min(weight(left, before, after), weight(right, before, after));
}

function isShort(word: string): boolean {
  return word.length <= (/^\p{Lo}/u.test(word) ? 1 : shortWordChars);
}

function isRewritten(hunks: readonly Hunk[], before: Side, after: Side): boolean {
  if (hunks.length < 2) return false;
  const changed = sum(hunks.map((hunk) => weight(hunk, before, after)));
  const kept = sum(hunks.slice(1).map((hunk, i) => countWordsIn(between(hunks[i], hunk), before)));
  return changed >= mostWords * (changed + kept);
}

/** How many words changed; a word or two that are only spelled in another way count half. */
function weight(hunk: Hunk, before: Side, after: Side): number {
  const old = countWordsIn(hunk.before, before);
  const now = countWordsIn(hunk.after, after);
  if (old !== now || old > 2) return Math.max(old, now);
  const words = wordsIn(hunk.after, after);
  return wordsIn(hunk.before, before).every((word, i) => isAlike(word, words[i])) ? old / 2 : old;
}

/** Whether two words have two letters in three in common, in whatever order. */
function isAlike(left: string, right = ''): boolean {
  const letters = [...right.toLowerCase()];
  let common = 0;
  for (const letter of left.toLowerCase()) {
    const at = letters.indexOf(letter);
    if (at < 0) continue;
    letters.splice(at, 1);
    common += letter.length;
  }
  return 3 * common >= 2 * Math.max(left.length, right.length);
}

function byLine(hunk: Hunk, before: Side, after: Side): Hunk[] {
  const old = lineStarts(hunk.before, before);
  const now = lineStarts(hunk.after, after);
  const areSame =
    old.length === now.length &&
    old.every((at, i) => gapBefore(before, at) === gapBefore(after, now[i] ?? 0));
  if (!areSame) return [hunk];
  return [...old, hunk.before.to]
    .map((to, i) => ({
      before: { from: old[i - 1] ?? hunk.before.from, to },
      after: { from: now[i - 1] ?? hunk.after.from, to: now[i] ?? hunk.after.to },
    }))
    .filter((line) => textOf(line.before, before) !== textOf(line.after, after));
}

function lineStarts({ from, to }: TokenRange, side: Side): number[] {
  const starts: number[] = [];
  for (let at = from + 1; at < to; at++) if (startsLine(side, at)) starts.push(at);
  return starts;
}

/** What was kept between two hunks, as tokens of the text before; of two that share a token, less than nothing. */
function between(left: Hunk | undefined, right: Hunk): TokenRange {
  return { from: left?.before.to ?? 0, to: right.before.from };
}

function joined(hunks: readonly Hunk[]): Hunk {
  const join = (side: 'before' | 'after'): TokenRange => ({
    from: hunks[0]?.[side].from ?? 0,
    to: hunks.at(-1)?.[side].to ?? 0,
  });
  return { before: join('before'), after: join('after') };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
