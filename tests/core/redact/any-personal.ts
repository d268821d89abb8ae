import fc from 'fast-check';
import { anyMarks, anyUnits } from '../text/any-text.ts';

const digit = fc.nat(9);

function withCardSum(digits: readonly number[]): string {
  const sums = [...digits].reverse().map((value, i) => (i % 2 === 0 ? value * 2 : value));
  const sum = sums.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0);
  return digits.join('') + ((10 - (sum % 10)) % 10);
}

const gaps = ['', ' ', '-', '.', '\u00a0', '\u2009', '\n', ' - ', '\r\n', '–', '\t', '·', '/'];
const hidden = ['', '', '\u200b', '\u00ad', '\u2060', '\ufe0f'];
const scripts = ['0', '0', '0', '０', '٠', '०', '𝟎'];

function inGroups(text: string, sizes: readonly number[], gap: string): string {
  let from = 0;
  const parts: string[] = [];
  for (let i = 0; from < text.length; i++) {
    const size = sizes[i] ?? sizes.at(-1) ?? 4;
    parts.push(text.slice(from, from + size));
    from += size;
  }
  return parts.join(gap);
}

function inScript(text: string, zero: string): string {
  const first = zero.codePointAt(0) ?? 48;
  return text.replace(/\d/g, (value) => String.fromCodePoint(first + Number(value)));
}

/** With something that has no width after each character. */
function spread(text: string, mark: string): string {
  return Array.from(text).join(mark);
}

/** Payment cards of all lengths and networks, written in many ways. */
export function anyCard() {
  const start = fc.constantFrom('4', '51', '2221', '34', '37', '36', '6011', '3530', '62');
  const lengths: Readonly<Record<string, number>> = { 34: 15, 37: 15, 36: 14 };
  const number = start.chain((start) =>
    fc
      .array(digit, { minLength: 18, maxLength: 18 })
      .map((rest) => [...[...start].map(Number), ...rest].slice(0, (lengths[start] ?? 16) - 1))
      .map(withCardSum),
  );
  return fc
    .tuple(
      number,
      fc.constantFrom(...gaps),
      fc.constantFrom(...hidden),
      fc.constantFrom(...scripts),
    )
    .map(([number, gap, mark, zero]) => {
      const sizes = number.length === 16 ? [4] : [4, 6, 5];
      return spread(inScript(inGroups(number, sizes, gap), zero), mark);
    });
}

/** Numbers with the checksum of a card, whoever might have given them out. */
export function anyCardNumber() {
  return fc.array(digit, { minLength: 12, maxLength: 18 }).map(withCardSum);
}

const countries = [
  ...['DE18', 'NO11', 'FR23', 'NL14', 'AT16', 'MT27', 'PL24', 'ES20', 'RU29', 'BE12'],
  // Of no country, and still by the rules.
  ...['XX20', 'ZZ11', 'QQ30'],
];

export function anyIban() {
  const letters = fc.constantFrom(...countries).chain((entry) => {
    const size = Number(entry.slice(2));
    return fc.array(digit, { minLength: size, maxLength: size }).map((digits) => {
      const country = entry.slice(0, 2);
      const inDigits = [...country].map((letter) => String(letter.charCodeAt(0) - 55)).join('');
      const check = 98n - (BigInt(`${digits.join('')}${inDigits}00`) % 97n);
      return country + String(check).padStart(2, '0') + digits.join('');
    });
  });
  return fc
    .tuple(letters, fc.constantFrom(...gaps), fc.constantFrom(...hidden), fc.boolean())
    .map(([letters, gap, mark, isSmall]) => {
      const written = spread(inGroups(letters, [4], gap), mark);
      return isSmall ? written.toLowerCase() : written;
    });
}

/** Things of the other kinds, each as it is to be found between spaces. */
export const samples = [
  'ann@example.com',
  'name+tag@sub.example.co.uk',
  '用户@例子.公司',
  '+49 30 1234567',
  '(555) 123-4567',
  '0171/1234567',
  'sk-proj-abcdefghijklmnop1234',
  'ghp_0123456789abcdefABCDEF0123456789abcd',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'AKIAIOSFODNN7EXAMPLE',
  '192.168.17.4:8080',
  '2001:db8::8a2e:370:7334',
] as const;

export const names = ['Ann Example', 'Ann', 'Müller', '山田', 'email'] as const;

const lookAlikes = [
  ...[
    '[EMAIL_1]',
    '[email 1]',
    '\\[EMAIL\\_2\\]',
    '［CARD_1］',
    '[CARD_1\\]',
    '[IBAN-1]',
    '[NAME１]',
  ],
  ...['[EMAIL_12]', '[PHONE_1', '[', '\\', ']', '【KEY_1】', '[IP_1]', '[Key_2]', 'EMAIL_1', '_1]'],
];
const words = [
  ...[
    'Ann',
    "Ann Example's",
    'MÜLLER',
    '山田さん',
    'password: ',
    'token=',
    'hunter22',
    'tel.',
    'https://',
  ],
  ...[
    'a',
    'b.com',
    '@',
    '1',
    '12',
    '0171',
    '4111',
    '2024-01-15',
    '10:30',
    '-',
    '.',
    '\n',
    ' ',
    ' ',
    '\0',
  ],
  ...['\ud800', '\udc00', '\uffff', '\u200b', '::', 'DE89', '"', 'x:y@', '١٢٣٤', '12.345,67'],
];

function anyPiece() {
  return fc.oneof(
    anyCard(),
    anyCardNumber(),
    anyIban(),
    fc.constantFrom(...samples),
    fc.constantFrom(...lookAlikes),
    fc.constantFrom(...words),
    fc.constant(' '),
    anyUnits(6),
    anyMarks(6),
  );
}

/** Personal data, placeholders that were there before, and anything else, with and without a space between. */
export function anyPersonalText() {
  return fc.array(anyPiece(), { maxLength: 24 }).map((pieces) => pieces.join(''));
}
