import { withoutBookNumbers, withoutDates } from './dates.ts';
import { type DigitGroup, digitChains } from './digit-chains.ts';
import {
  bracketedLength,
  type Dialed,
  internationalLength,
  namedLength,
  shapedLength,
  trunkLength,
} from './phone-shapes.ts';
import type { Span } from './spans.ts';

const gap = /^(?: ?[-./] ?|\)? ?\(|\) ?[-./]? ?| {1,2})$/;

/** Phone numbers that look like one: by a plus, a leading zero, an area code, a shape, or a word before them. */
export function* findPhones(source: string): Generator<Span> {
  const text = withoutBookNumbers(withoutDates(source));
  for (const chain of digitChains(text, gap))
    for (let first = 0; first < chain.length; ) {
      const count = phoneLength(text, chain, first);
      const span = count > 0 ? spanOf(text, chain, first, count) : null;
      if (span !== null) yield span;
      first += Math.max(1, count);
    }
}

const mostGroups = 17;

function phoneLength(text: string, chain: readonly DigitGroup[], first: number): number {
  const groups = chain.slice(first, first + mostGroups);
  const start = groups[0]?.start ?? 0;
  const dialed: Dialed = {
    groups: groups.map((group) => text.slice(group.start, group.end)),
    gaps: groups.map((group, i) => text.slice(i === 0 ? start : groups[i - 1]?.end, group.start)),
  };
  if (/(?<!\d)\+ ?\(?$/.test(text.slice(Math.max(0, start - 4), start)))
    return internationalLength(dialed);
  if (first === 0 && isNamed(text, start)) return namedLength(dialed);
  if (isWithin(text, start)) return 0;
  if (dialed.groups[0]?.startsWith('0')) return trunkLength(dialed);
  const isBracketed = text.charAt(start - 1) === '(' && /^\)/.test(dialed.gaps[1] ?? '');
  const count = (isBracketed ? bracketedLength(dialed) : 0) || shapedLength(dialed);
  const end = groups[count - 1]?.end ?? start;
  return isAmount(text, start, end) ? 0 : count;
}

const phoneWords =
  'tel|telephone|telefon|telefono|teléfono|téléphone|tél|phone|fon|ph|mobile?|móvil|cell|handy|fax|call|ring|whatsapp|sms|hotline|durchwahl|rufnummer|nummer|電話|電話番号|携帯|电话|手机|전화|телефон|тел|☎|📞|☎️';
const named = new RegExp(
  `(?:^|[^\\p{L}]|[^a-z](?=[電携电手전☎📞]))(?:${phoneWords})(?:[ .-]{0,2}(?:no|nr|number|nummer|is|at|me at|us at|on))?[ .:#(/]{0,4}$`,
  'iu',
);

function isNamed(text: string, start: number): boolean {
  return named.test(text.slice(Math.max(0, start - 32), start));
}

/** Whether a number starts within a word or behind a decimal point. */
function isWithin(text: string, start: number): boolean {
  return /(?:[a-z_]|\d[.,:])$/i.test(text.slice(Math.max(0, start - 2), start));
}

const currency = '[$€£¥₹%]|EUR|USD|CHF|GBP|zł|kr|Kč';
const currencyBefore = new RegExp(`(?:${currency}) ?$`, 'i');
const moreAfter = new RegExp(`^(?:[.,:]\\d|[a-wyz_]| ?(?:${currency})(?![\\p{L}]))`, 'iu');

/** Whether a number goes on behind a decimal point, or has a currency or a unit. */
function isAmount(text: string, start: number, end: number): boolean {
  return (
    currencyBefore.test(text.slice(Math.max(0, start - 4), start)) ||
    moreAfter.test(text.slice(end, end + 5))
  );
}

const extension = /,? ?(?:extension|ext\.?|x|#|durchwahl|dw\.?) ?\d{1,6}(?!\d)/iy;

/** With the plus, the bracket and the extension that belong to it. */
function spanOf(
  text: string,
  chain: readonly DigitGroup[],
  first: number,
  count: number,
): Span | null {
  const from = chain[first];
  const to = chain[first + count - 1];
  if (from === undefined || to === undefined) return null;
  extension.lastIndex = to.end;
  const end = extension.test(text) ? extension.lastIndex : to.end;
  const opening = /\+ ?\(?$/.exec(text.slice(Math.max(0, from.start - 3), from.start))?.[0] ?? '';
  const isBracketed = opening === '' && /^\(\d*\)/.test(text.slice(from.start - 1, from.end + 1));
  return { kind: 'phone', start: from.start - opening.length - (isBracketed ? 1 : 0), end };
}
