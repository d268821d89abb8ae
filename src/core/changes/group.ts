import { terminators } from '../text/scripts.ts';
import { gapBefore, type Hunk, type Side, type TokenRange } from './hunks.ts';

const isSentenceEnd = new RegExp(`^[${terminators}]`, 'u');
const isWord = /[\p{L}\p{N}]/u;
const isIdeographic = /^\p{Lo}/u;
const mostlyChanged = 2 / 3;

/**
 * Hunks that a person would call one change, joined. Two of one sentence are, if no word or one short word was kept
 * between them, or fewer words than changed on either side; and all of a sentence, if two words in three changed from
 * the first to the last.
 */
export function groupHunks(hunks: readonly Hunk[], before: Side, after: Side): Hunk[] {
  return bySentence(hunks, before, after).flatMap((sentence) => {
    const grouped = joinNeighbors(sentence, before, after);
    const changed = sum(grouped.map((hunk) => weight(hunk, before, after)));
    const kept = sum(
      grouped.slice(1).map((hunk, i) => wordsIn(between(grouped[i], hunk), before).length),
    );
    const isRewritten = grouped.length > 1 && changed >= mostlyChanged * (changed + kept);
    return isRewritten ? [joined(grouped)] : grouped;
  });
}

function bySentence(hunks: readonly Hunk[], before: Side, after: Side): Hunk[][] {
  const sentences: Hunk[][] = [];
  for (const hunk of hunks) {
    const sentence = sentences.at(-1);
    const last = sentence?.at(-1);
    if (last && !isParted(last, hunk, before, after)) sentence?.push(hunk);
    else sentences.push([hunk]);
  }
  return sentences;
}

/** Whether a sentence or a line ends in what was kept between two hunks. */
function isParted(left: Hunk, right: Hunk, before: Side, after: Side): boolean {
  const kept = between(left, right);
  if (kept.from >= kept.to) return false;
  if (endsSentence(left.before, before) && endsSentence(left.after, after)) return true;
  for (let at = kept.from; at < kept.to; at++) {
    if (isSentenceEnd.test(before.tokens[at]?.text ?? '')) return true;
    if (at > kept.from && gapBefore(before, at).includes('\n')) return true;
  }
  const isLeftLine = gapBefore(before, kept.from).includes('\n');
  return isLeftLine || gapBefore(before, kept.to).includes('\n');
}

function endsSentence({ from, to }: TokenRange, side: Side): boolean {
  return to > from && isSentenceEnd.test(side.tokens[to - 1]?.text ?? '');
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
  const kept = wordsIn(between(left, right), before);
  if (kept.length === 0 || (kept.length === 1 && kept.every(isShort))) return true;
  return kept.length <= Math.min(weight(left, before, after), weight(right, before, after));
}

function isShort(word: string): boolean {
  return word.length <= (isIdeographic.test(word) ? 1 : 3);
}

/** How many words changed; a word that is only spelled in another way counts half. */
function weight(hunk: Hunk, before: Side, after: Side): number {
  const old = wordsIn(hunk.before, before);
  const now = wordsIn(hunk.after, after);
  const isSpelling = old.length === now.length && old.every((word, i) => isAlike(word, now[i]));
  return isSpelling ? old.length / 2 : Math.max(old.length, now.length);
}

/** Whether two words share half of their letters or more, at their beginnings and ends. */
function isAlike(left: string, right = ''): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++;
  return 2 * (start + end) >= long.length;
}

/** What was kept between two hunks, as tokens of the text before. */
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

function wordsIn({ from, to }: TokenRange, side: Side): string[] {
  return side.tokens
    .slice(from, to)
    .map(({ text }) => text)
    .filter((text) => isWord.test(text));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
