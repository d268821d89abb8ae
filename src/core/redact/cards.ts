import { type DigitGroup, digitChains } from './digit-chains.ts';
import { isIssued } from './issuers.ts';
import { isLuhn } from './luhn.ts';
import { separators } from './separators.ts';
import type { Span } from './spans.ts';

const gap = new RegExp(`^[${separators}]+$`);
const shortest = 13;
const longest = 19;

/**
 * Payment cards: 13 to 19 digits with a right checksum. By chance every tenth number has one, so that in a chain of many
 * numbers, or within a longer number, only what also looks like a card counts; all that does is masked, even where it
 * overlaps. A number of 20 digits and more holds a card by chance nearly always, and is masked without looking.
 */
export function* findCards(text: string): Generator<Span> {
  for (const groups of digitChains(text, gap)) {
    for (const { start, end } of groups)
      if (hidesCard(text.slice(start, end))) yield spanOf(text, start, end);
    if (groups.length > 1) yield* findGrouped(text, groups);
  }
}

/** After a plus it is a phone number that has the checksum by chance. */
function spanOf(text: string, start: number, end: number): Span {
  return text.charAt(start - 1) === '+'
    ? { kind: 'phone', start: start - 1, end }
    : { kind: 'card', start, end };
}

function hidesCard(digits: string): boolean {
  if (digits.length < shortest) return false;
  if (digits.length > longest || isLuhn(digits)) return true;
  for (let start = 0; start + shortest <= digits.length; start++)
    for (let end = start + shortest; end <= digits.length; end++)
      if (isLuhn(digits, start, end) && (end - start === 16 || isIssued(digits.slice(start, end))))
        return true;
  return false;
}

/** Every stretch of groups that is a card. */
function* findGrouped(text: string, groups: readonly DigitGroup[]): Generator<Span> {
  const parts = groups.map(({ start, end }) => text.slice(start, end));
  const digits = parts.join('');
  for (let first = 0, from = 0; first < parts.length; from += parts[first++]?.length ?? 0) {
    const start = groups[first]?.start ?? 0;
    for (const sizes of printedSizes)
      if (isGlued(parts.slice(first, first + sizes.length), sizes))
        yield spanOf(text, start, groups[first + sizes.length - 1]?.end ?? 0);
    for (let last = first, to = from; last < parts.length; last++) {
      to += parts[last]?.length ?? 0;
      if (to - from > longest) break;
      if (last === first || to - from < shortest || !isLuhn(digits, from, to)) continue;
      const isLone = to - from === digits.length && mayBeLone(text, groups, digits);
      if (isLone || hasShape(parts.slice(first, last + 1)))
        yield spanOf(text, start, groups[last]?.end ?? 0);
    }
  }
}

const printedSizes = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
];
const usualSizes = /^(?:4-4-4-[1-4]|4-4-4-4-[1-3]|4-6-[45])$/;
const year = /^(?:19|20)\d\d$/;

/** In the groups that cards are printed in; or, if an issuer's numbers start so, in others that are not too small. */
function hasShape(parts: readonly string[]): boolean {
  const sizes = parts.map((part) => part.length);
  if (usualSizes.test(sizes.join('-'))) return !parts.every((part) => year.test(part));
  return sizes.slice(0, -1).every((size) => size > 2) && isIssued(parts.join(''));
}

/** With no other number near it, a card may be in groups of any size. */
function mayBeLone(text: string, groups: readonly DigitGroup[], digits: string): boolean {
  const gaps = groups.slice(1).map(({ start }, i) => text.slice(groups[i]?.end, start).trim());
  return isIssued(digits) || new Set(gaps).size === 1;
}

/** With more digits at an end: a number before it or a check code after it, and no space between. */
function isGlued(parts: readonly string[], sizes: readonly number[]): boolean {
  const last = sizes.length - 1;
  const [firstPart = '', lastPart = ''] = [parts[0], parts[last]];
  const [before, after] = [
    firstPart.length - (sizes[0] ?? 0),
    lastPart.length - (sizes[last] ?? 0),
  ];
  const isBetween = sizes.slice(1, -1).every((size, i) => parts[i + 1]?.length === size);
  if (!isBetween || before < 0 || after < 0 || before + after === 0) return false;
  const digits = parts.join('');
  return isLuhn(digits, before, digits.length - after);
}
