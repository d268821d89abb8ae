import { ibanLengths } from './iban-lengths.ts';
import { separators } from './separators.ts';
import type { Span } from './spans.ts';

const gap = `[${separators}]{0,3}`;
const opening = new RegExp(`[a-z](?=${gap}[a-z]${gap}\\d${gap}\\d)`, 'gi');

/**
 * International account numbers with a right checksum. One of the length that its country has may stand in the middle of
 * letters and digits, grouped in any way; those of other lengths and countries are one word, or groups of four.
 */
export function* findIbans(text: string): Generator<Span> {
  for (const { index: start } of text.matchAll(opening)) {
    const end = ibanEnd(text, start);
    if (end !== undefined) yield { kind: 'iban', start, end };
  }
}

const shortest = 15;
const longest = 34;

function ibanEnd(text: string, start: number): number | undefined {
  let best: number | undefined;
  let length: number | undefined;
  for (const { letters, end, isRegular } of readings(text, start)) {
    if (letters.length === 2) length = ibanLengths.get(letters);
    if (letters.length > 1 && !isRegular && letters.length > (length ?? 0)) break;
    const isWhole = isRegular && letters.length >= shortest && !isWordCharacter(text, end);
    if (letters.length === length && isIban(letters)) return end;
    if (isWhole && isIban(letters)) best = end;
  }
  return best;
}

type Reading = { readonly letters: string; readonly end: number; readonly isRegular: boolean };

const character = new RegExp(`${gap}([a-z0-9])`, 'iy');

/** The letters and digits from `start` on, one more each time; regular as long as they are one word or groups of four. */
function* readings(text: string, start: number): Generator<Reading> {
  let letters = '';
  let end = start;
  let groupSize = 0;
  let isRegular = !isWordCharacter(text, start - 1);
  while (letters.length < longest) {
    character.lastIndex = end;
    const [written, letter = ''] = character.exec(text) ?? [];
    if (written === undefined) return;
    const isNext = written.length > 1;
    isRegular &&= isNext ? groupSize === 4 : groupSize !== 4 || letters.length === 4;
    groupSize = isNext ? 1 : groupSize + 1;
    letters += letter.toUpperCase();
    end += written.length;
    yield { letters, end, isRegular };
  }
}

function isWordCharacter(text: string, index: number): boolean {
  return /[a-z0-9]/i.test(text.charAt(index));
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
