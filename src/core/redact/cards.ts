import { type DigitGroup, digitChains } from './digit-chains.ts';
import { isLuhn } from './luhn.ts';
import { separators } from './separators.ts';
import type { Span } from './spans.ts';

const gap = new RegExp(`^[${separators}]+$`);

/**
 * Payment cards: 13 to 19 digits with a right checksum. By chance every tenth number has one, so that in a chain of many
 * numbers, or within a longer number, only what also looks like a card counts; all that does is masked, even where it
 * overlaps. A number of 20 digits and more holds a card by chance nearly always, and is masked without looking.
 */
export function* findCards(text: string): Generator<Span> {
  for (const chain of digitChains(text, gap)) {
    for (const { start, end } of chain)
      if (hidesCard(text.slice(start, end))) yield { kind: 'card', start, end };
    for (let first = 0; first < chain.length; first++)
      for (const last of lastGroups(text, chain, first))
        yield { kind: 'card', start: chain[first]?.start ?? 0, end: chain[last]?.end ?? 0 };
  }
}

const shortest = 13;
const longest = 19;

function hidesCard(digits: string): boolean {
  if (digits.length < shortest) return false;
  if (digits.length > longest || isLuhn(digits)) return true;
  for (let start = 0; start + shortest <= digits.length; start++)
    for (let end = start + shortest; end <= digits.length; end++) {
      const part = digits.slice(start, end);
      if (isLuhn(part) && (part.length === 16 || isIssued(part))) return true;
    }
  return false;
}

/** Where a card that starts with group `first` ends. */
function* lastGroups(text: string, chain: readonly DigitGroup[], first: number): Generator<number> {
  const groups: string[] = [];
  let length = 0;
  for (let last = first; last < chain.length && length <= longest; last++) {
    const group = chain[last];
    if (group === undefined) return;
    groups.push(text.slice(group.start, group.end));
    length += group.end - group.start;
    if (groups.length === 1) continue;
    const isWhole = first === 0 && last === chain.length - 1;
    if (isCard(groups) || (isWhole && isLoneCard(text, chain, groups)) || isGlued(groups))
      yield last;
  }
}

function isNumber(digits: string): boolean {
  return digits.length >= shortest && digits.length <= longest && isLuhn(digits);
}

const usualSizes = /^(?:4-4-4-[1-4]|4-4-4-4-[1-3]|4-6-[45])$/;
const year = /^(?:19|20)\d\d$/;

function isCard(groups: readonly string[]): boolean {
  const digits = groups.join('');
  if (!isNumber(digits)) return false;
  const sizes = groups.map((group) => group.length);
  if (usualSizes.test(sizes.join('-'))) return !groups.every((group) => year.test(group));
  const before = sizes.slice(0, -1);
  const isEven = before.every((size) => size === before[0]);
  return (isEven || before.every((size) => size > 2)) && isIssued(digits);
}

/** With no other number near it, a card may be grouped in any way. */
function isLoneCard(text: string, chain: readonly DigitGroup[], groups: readonly string[]) {
  const digits = groups.join('');
  return isNumber(digits) && (isIssued(digits) || hasOneSeparator(text, chain));
}

function hasOneSeparator(text: string, chain: readonly DigitGroup[]): boolean {
  const gaps = chain.slice(1).map((group, i) => text.slice(chain[i]?.end, group.start).trim());
  return new Set(gaps).size === 1;
}

/** Four groups of four with more digits at an end: a number before it or a check code after it, and no space between. */
function isGlued(groups: readonly string[]): boolean {
  const [a = '', b = '', c = '', d = ''] = groups;
  if (groups.length !== 4 || a.length < 4 || b.length !== 4 || c.length !== 4) return false;
  return d.length >= 4 && isLuhn(a.slice(-4) + b + c + d.slice(0, 4));
}

/** How the networks' numbers start, and how long they are then. */
const issued = new RegExp(
  `^(?:${[
    '4(?:\\d{12}|\\d{15}|\\d{18})',
    '5\\d{15}',
    '(?:220[0-4]|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}',
    '3[47]\\d{13}',
    '3(?:0[0-5]|[689]\\d)\\d{11}',
    '35\\d{14}',
    '(?:5[06-8]|6\\d)\\d{11,17}',
  ].join('|')})$`,
);

function isIssued(digits: string): boolean {
  return issued.test(digits);
}
