/** Stands in a plain text for what is masked already; nothing in a source is folded to it. */
export const hole = '\uffff';

/**
 * A text as the patterns want to read it, and the way back. Digits of every script are 0 to 9, full-width characters
 * ASCII, spaces of all widths a space, hyphens a `-`, and what has no width is gone: it would split a number unseen.
 */
export type Plain = {
  readonly text: string;
  readonly source: string;
  /** Where lengths differ: from `plainAt[i]` on, the source goes on at `sourceAt[i]`. */
  readonly plainAt: readonly number[];
  readonly sourceAt: readonly number[];
};

/** All that can fold to something else; the common letters of East Asia cannot, and stay out for speed. */
const foldable = /[^\0-\x7f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/gu;

export function toPlain(source: string): Plain {
  const plainAt: number[] = [];
  const sourceAt: number[] = [];
  const parts: string[] = [];
  let length = 0;
  let done = 0;
  for (const { 0: character, index } of source.matchAll(foldable)) {
    const folded = fold(character);
    if (folded === character) continue;
    parts.push(source.slice(done, index), folded);
    length += index - done + folded.length;
    done = index + character.length;
    if (folded.length === character.length) continue;
    plainAt.push(length);
    sourceAt.push(done);
  }
  parts.push(source.slice(done));
  return { text: parts.join(''), source, plainAt, sourceAt };
}

/** The part of the source that `start` to `end` of the plain text was folded from. */
export function sourceRange(plain: Plain, start: number, end: number): [number, number] {
  const last = sourceIndex(plain, end - 1);
  const isWide = (plain.source.codePointAt(last) ?? 0) > 0xffff;
  return [sourceIndex(plain, start), last + (isWide ? 2 : 1)];
}

function sourceIndex({ plainAt, sourceAt }: Plain, index: number): number {
  let low = 0;
  let high = plainAt.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((plainAt[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return index + (sourceAt[low - 1] ?? 0) - (plainAt[low - 1] ?? 0);
}

const folds = new Map<string, string>([
  [hole, '\ufffd'],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
  ['\u0085', '\n'],
  ['’', "'"],
  ['ʼ', "'"],
  ['−', '-'],
]);

function fold(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const folded = foldAnew(character);
  folds.set(character, folded);
  return folded;
}

/** The keycap counts as without width: it stands on the digits of emoji. */
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\u20e3/u;
/** The em dash stays: it stands between words, and would join them to an address. */
const hyphen = /(?![\u2014\u2015\u2e3a\u2e3b\u301c\u3030])\p{Pd}/u;

function foldAnew(character: string): string {
  if (invisible.test(character)) return '';
  if (/\p{Nd}/u.test(character)) return String(digitValue(character));
  if (/\p{Zs}/u.test(character)) return ' ';
  if (hyphen.test(character)) return '-';
  // The number of a footnote is not one of the digits before it.
  if (/\p{No}/u.test(character)) return character;
  const compatible = character.normalize('NFKC');
  return /^[!-~]$/.test(compatible) ? compatible : character;
}

/** Unicode has decimal digits only in whole rows of ten, each from zero up. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
