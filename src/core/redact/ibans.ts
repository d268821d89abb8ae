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
  const isAfterWord = letterOrDigit.test(text.charAt(start - 1));
  let letters = '';
  let groupSize = 0;
  let country: number | undefined;
  character.lastIndex = start;
  for (let found = character.exec(text); found !== null; found = character.exec(text)) {
    const [written, letter = ''] = found;
    const isNext = written.length > 1;
    if (isNext && country === undefined && groupSize !== 4 && letters.length > 2) return undefined;
    groupSize = isNext ? 1 : groupSize + 1;
    letters += letter.toUpperCase();
    if (letters.length === 2) {
      country = ibanLengths.get(letters);
      if (country === undefined && isAfterWord) return undefined;
    }
    const end = character.lastIndex;
    const isWhole =
      country === undefined
        ? letters.length >= shortest && !letterOrDigit.test(text.charAt(end))
        : letters.length === country;
    if (isWhole && isIban(letters)) return end;
    if (letters.length === (country ?? longest)) return undefined;
  }
  return undefined;
}

/** At least half are digits, in all countries: or now and then a sentence that starts “at 10” would have the checksum. */
function isIban(letters: string): boolean {
  return remainder(letters.slice(4) + letters.slice(0, 4)) === 1 && isHalfDigits(letters);
}

function isHalfDigits(letters: string): boolean {
  return letters.replace(/\D/g, '').length * 2 >= letters.length;
}

/** By 97, a letter read as two digits: A is 10. */
function remainder(letters: string): number {
  let rest = 0;
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i);
    rest = (code > 57 ? rest * 100 + code - 55 : rest * 10 + code - 48) % 97;
  }
  return rest;
}
