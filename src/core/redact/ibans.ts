import { ibanLengths } from './iban-lengths.ts';
import { separators } from './separators.ts';
import type { Span } from './spans.ts';

const gap = `[${separators}]{0,3}`;
const opening = new RegExp(`[a-z](?=${gap}[a-z]${gap}\\d${gap}\\d)`, 'gi');

/**
 * International account numbers with a right checksum. Where the country tells the length, they may stand in the middle
 * of letters and digits; of other countries they are one word, or groups of four.
 */
export function* findIbans(text: string): Generator<Span> {
  for (const { index: start } of text.matchAll(opening)) {
    const end = ibanEnd(text, start);
    if (end !== undefined) yield { kind: 'iban', start, end };
  }
}

const shortest = 15;
const longest = 34;
const character = new RegExp(`${gap}([a-z0-9])`, 'iy');
const letterOrDigit = /[a-z0-9]/i;

function ibanEnd(text: string, start: number): number | undefined {
  const isAfterWord = letterOrDigit.test(text.slice(Math.max(0, start - 1), start));
  let letters = '';
  let groupSize = 0;
  let country: number | undefined;
  character.lastIndex = start;
  for (let found = character.exec(text); found !== null; found = character.exec(text)) {
    const [written, letter = ''] = found;
    if (written.length > 1) {
      if (country === undefined && groupSize !== 4 && letters.length > 2) return undefined;
      groupSize = 0;
    }
    letters += letter.toUpperCase();
    groupSize++;
    if (letters.length === 2) country = ibanLengths.get(letters);
    const end = character.lastIndex;
    const isWhole =
      country === undefined
        ? !isAfterWord && letters.length >= shortest && !letterOrDigit.test(text.charAt(end))
        : letters.length === country;
    if (isWhole && isIban(letters)) return end;
    if (letters.length === (country ?? longest)) return undefined;
  }
  return undefined;
}

/** At least half are digits, in all countries: or now and then a sentence that starts “at 10” would have the checksum. */
function isIban(letters: string): boolean {
  const digits = letters.replace(/\D/g, '').length;
  return digits * 2 >= letters.length && remainder(letters.slice(4) + letters.slice(0, 4)) === 1;
}

/** By 97, a letter read as two digits: A is 10. */
function remainder(letters: string): number {
  let rest = 0;
  for (const letter of letters) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
