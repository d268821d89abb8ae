import { withoutBookNumbers, withoutDates } from './dates.ts';
import { type DigitGroup, digitChains } from './digit-chains.ts';
import {
  bracketedLength,
  type Dialed,
  dashedLength,
  internationalLength,
  mayHaveShape,
  namedLength,
  shapedLength,
  trunkLength,
} from './phone-shapes.ts';
import { isNamedPhone } from './phone-words.ts';
import type { Span } from './spans.ts';

const gap = /^(?: ?[-./] ?|\)? ?\(|\) ?[-./]? ?| {1,2})$/;

/** Phone numbers that look like one: by a plus, a leading zero, an area code, a shape, or a word before them. */
export function* findPhones(source: string): Generator<Span> {
  const text = withoutBookNumbers(withoutDates(source));
  let done = 0;
  for (const chain of digitChains(text, gap))
    for (let first = 0; first < chain.length; ) {
      const count = phoneLength(text, chain, first, done);
      if (count > 0) {
        const span = spanOf(text, chain, first, count);
        done = span.end;
        yield span;
      }
      first += Math.max(1, count);
    }
}

/** How many groups from `first` on are a phone number; the text before `done` belongs to another. */
function phoneLength(
  text: string,
  chain: readonly DigitGroup[],
  first: number,
  done: number,
): number {
  const { start, end } = chain[first] ?? { start: 0, end: 0 };
  const before = text.slice(Math.max(done, start - 4), start);
  if (plus.test(before)) return internationalLength(dial(text, chain, first));
  if (first === 0 && isNamedPhone(text, start)) return namedLength(dial(text, chain, first));
  if (isWithin(before)) return 0;
  if (text.charAt(start) === '0')
    return end - start === 1 ? 0 : trunkLength(dial(text, chain, first));
  const count = plainLength(text, chain, first);
  return count > 0 && isAmount(text, start, chain[first + count - 1]?.end ?? end) ? 0 : count;
}

/** Of a number that starts with neither a plus nor a zero. */
function plainLength(text: string, chain: readonly DigitGroup[], first: number): number {
  const { start, end } = chain[first] ?? { start: 0, end: 0 };
  if (isBracketed(text, start, end) && !/\w/.test(text.charAt(start - 2))) {
    const count = bracketedLength(dial(text, chain, first));
    if (count > 0) return count;
  }
  // Of a chain, not of its end: or of a long one a piece would go in each round of looking.
  if (first === 0 && chain.length < 7) {
    const count = dashedLength(dial(text, chain, first));
    if (count > 0) return count;
  }
  return mayHaveShape(end - start) ? shapedLength(dial(text, chain, first), first === 0) : 0;
}

function isBracketed(text: string, start: number, end: number): boolean {
  return text.charAt(start - 1) === '(' && text.charAt(end) === ')';
}

const mostGroups = 17;

function dial(text: string, chain: readonly DigitGroup[], first: number): Dialed {
  const groups = chain.slice(first, first + mostGroups);
  return {
    groups: groups.map(({ start, end }) => text.slice(start, end)),
    gaps: groups.map(({ start }, i) => text.slice(i === 0 ? start : groups[i - 1]?.end, start)),
  };
}

const plus = /(?<!\d)\+ ?\(?$/;

/** Whether a number that follows `before` starts within a word, or behind a decimal point. */
function isWithin(before: string): boolean {
  return /(?:[a-z_]|\d[.,:])$/i.test(before);
}

const currency = '[$€£¥₹%]|EUR|USD|CHF|GBP|zł|kr|Kč';
const currencyBefore = new RegExp(`(?:${currency}) ?$`, 'i');
const moreAfter = new RegExp(`^(?:[.,:]\\d|[a-wyz_]| ?(?:${currency})(?![\\p{L}]))`, 'iu');

/** Whether a number goes on behind a decimal point or in a word, or has a currency. */
function isAmount(text: string, start: number, end: number): boolean {
  return (
    currencyBefore.test(text.slice(Math.max(0, start - 4), start)) ||
    moreAfter.test(text.slice(end, end + 5))
  );
}

const opening = /\+ ?\(?$/;
const extension = /,? ?(?:extension|ext\.?|x|#|durchwahl|dw\.?) ?\d{1,6}(?!\d)/iy;

/** With the plus, the bracket and the extension that belong to it. */
function spanOf(text: string, chain: readonly DigitGroup[], first: number, count: number): Span {
  const { start: from, end: fromEnd } = chain[first] ?? { start: 0, end: 0 };
  const to = chain[first + count - 1]?.end ?? 0;
  const before = isBracketed(text, from, fromEnd)
    ? 1
    : (opening.exec(text.slice(Math.max(0, from - 3), from))?.[0].length ?? 0);
  extension.lastIndex = to;
  const end = extension.test(text) ? extension.lastIndex : to;
  return { kind: 'phone', start: from - before, end };
}
