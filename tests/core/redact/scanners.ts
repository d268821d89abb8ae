/**
 * What must not be left in a redacted text, looked for by other means than the product's: patterns over a flattened copy,
 * and arithmetic on big numbers.
 */

/** In order they are 0 to 9 of one script after the other. */
const digits: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code))
    .filter((character) => /\p{Nd}/u.test(character))
    .map((character, i) => [character, i % 10]),
);

function flat(text: string): string {
  const visible = text.replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\ufe0f/g, '');
  return Array.from(visible, (character) => {
    const digit = digits.get(character);
    if (digit !== undefined) return String(digit);
    const code = character.charCodeAt(0);
    if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
    return /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(character) ? ' ' : character;
  }).join('');
}

const between = '(?:[\\s./_·•‐‑‒–—−-]{1,3})';

function hasCardSum(digits: string): boolean {
  const sum = [...digits].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return sum + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}

function isOfNetwork(digits: string): boolean {
  const start = Number(digits.slice(0, 4));
  const within = (...ranges: [number, number][]) =>
    ranges.some(([a, b]) => start >= a && start <= b);
  switch (digits.length) {
    case 13:
    case 19:
      return digits.startsWith('4');
    case 14:
      return within([3000, 3059], [3600, 3699], [3800, 3999]);
    case 15:
      return within([3400, 3499], [3700, 3799]);
    case 16:
      return within([2221, 2720], [2200, 2204], [3528, 3589], [4000, 6999]);
    default:
      return false;
  }
}

/** As they are printed, anywhere; whatever is before and after. */
const printed = [
  `\\d{4}${between}\\d{4}${between}\\d{4}${between}\\d{4}`,
  `(?<!\\d)\\d{4}${between}\\d{6}${between}\\d{4,5}(?!\\d)`,
  `(?<!\\d)(?:\\d{4}${between}){3}\\d{1,3}(?!\\d)`,
  `(?<!\\d)(?:\\d{4}${between}){4}\\d{1,3}(?!\\d)`,
];
const inOneSize = [3, 5, 6].map(
  (size) => `(?<!\\d)(?:\\d{${size}}${between}){2,18}\\d{1,${size}}(?!\\d)`,
);

function overlapping(text: string, pattern: string): string[] {
  return Array.from(text.matchAll(new RegExp(`(?=(${pattern}))`, 'g')), ([, part = '']) => part);
}

const isCardLong = (digits: string) => digits.length > 12 && digits.length < 20;
const onlyDigits = (part: string) => part.replace(/\D/g, '');

/** Cards in a text; a number of more than 19 digits counts as one, a row of four years does not. */
export function scanCards(text: string): string[] {
  const plain = flat(text);
  const runs = plain.match(/\d{13,}/g) ?? [];
  const whole = runs.filter((run) => run.length > 19 || hasCardSum(run));
  const hidden = runs
    .flatMap((run) => [13, 14, 15, 16, 19].flatMap((size) => overlapping(run, `\\d{${size}}`)))
    .filter((part) => hasCardSum(part) && (part.length === 16 || isOfNetwork(part)));
  const grouped = printed
    .flatMap((pattern) => overlapping(plain, pattern))
    .filter((part) => !/^(?:(?:19|20)\d\d\D*){4}$/.test(part))
    .filter((part) => hasCardSum(onlyDigits(part)));
  const even = inOneSize
    .flatMap((pattern) => overlapping(plain, pattern))
    .filter((part) => isOfNetwork(onlyDigits(part)) && hasCardSum(onlyDigits(part)));
  return [...whole, ...hidden, ...grouped, ...even, ...scanLoneCards(plain)];
}

/** In groups of any size with one separator, and no other number around. */
function scanLoneCards(plain: string): string[] {
  return (plain.match(new RegExp(`\\d+(?:${between}\\d+)+`, 'g')) ?? []).filter((part) => {
    const digits = onlyDigits(part);
    const separators = new Set(part.match(/\D+/g)?.map((gap) => gap.trim()));
    const hasYears = /(?<!\d)(?:19|20)\d\d(?!\d)/.test(part);
    return isCardLong(digits) && hasCardSum(digits) && separators.size === 1 && !hasYears;
  });
}

const lengths: Readonly<Record<string, number>> = {
  ...{
    DE: 22,
    GB: 22,
    FR: 27,
    NL: 18,
    NO: 15,
    MT: 31,
    CH: 21,
    AT: 20,
    ES: 24,
    IT: 27,
    BE: 16,
    PL: 28,
  },
  ...{
    SE: 24,
    DK: 18,
    FI: 18,
    PT: 25,
    IE: 22,
    TR: 26,
    SA: 24,
    AE: 23,
    UA: 29,
    BR: 29,
    LC: 32,
    RU: 33,
  },
};

function isAccount(letters: string): boolean {
  const moved = letters.slice(4) + letters.slice(0, 4);
  const number = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(number) % 97n === 1n && onlyDigits(letters).length * 2 >= letters.length;
}

/** IBANs in a text: of common countries anywhere, of others as one word. */
export function scanIbans(text: string): string[] {
  const plain = flat(text).toUpperCase();
  const gap = `${between}?`;
  const anywhere = overlapping(plain, `[A-Z]${gap}[A-Z]${gap}\\d${gap}\\d(?:${gap}[A-Z0-9]){11,30}`)
    .map((part) => part.replace(/[^A-Z0-9]/g, ''))
    .map((letters) => letters.slice(0, lengths[letters.slice(0, 2)] ?? 0))
    .filter((letters) => letters.length > 14 && letters.length === lengths[letters.slice(0, 2)]);
  const words = plain.match(/(?<![A-Z0-9])[A-Z]{2}\d\d[A-Z0-9]{11,30}(?![A-Z0-9])/g) ?? [];
  return [...anywhere, ...words].filter(isAccount);
}
