import { baseLanguage } from './abbreviations.ts';
import { cjk, southEastAsian } from './scripts.ts';
import { englishStopWords } from './stop-words.ts';

const token = new RegExp(
  `[${cjk}]+|[${southEastAsian}]+|(?:(?![${cjk}${southEastAsian}])[\\p{L}\\p{M}\\p{N}'’])+`,
  'gu',
);
const startsCjk = new RegExp(`^[${cjk}]`, 'u');
const startsSouthEastAsian = new RegExp(`^[${southEastAsian}]`, 'u');
const cjkPart = /\p{Script=Katakana}[\p{Script=Katakana}ー]+|[\p{Script=Han}々]+/gu;
const quotes = /^['’]+|['’]+$|['’]s$/g;

/**
 * The words that carry a text's subject, in order, in NFKC and small letters, with repetitions. Chinese, Japanese and
 * Thai come as overlapping pairs or triples of characters: good for comparing texts, not for showing.
 */
export function contentWords(text: string, language: string): string[] {
  const base = baseLanguage(language);
  const found: string[] = [];
  for (const raw of text.normalize('NFKC').match(token) ?? []) {
    if (startsCjk.test(raw))
      for (const part of raw.match(cjkPart) ?? []) found.push(...cjkWords(part));
    else if (startsSouthEastAsian.test(raw)) found.push(...grams(raw, 3));
    else {
      const word = raw.replace(quotes, '');
      const lower = word.toLowerCase();
      if (isContent(word, lower, base)) found.push(lower);
    }
  }
  return found;
}

/** English by its stop list; elsewhere the short words are the frequent ones. Numbers and acronyms always count. */
function isContent(word: string, lower: string, base: string): boolean {
  const hasStopList = base === 'en' || base === 'und';
  const isStop = hasStopList && englishStopWords.has(lower.replace('’', "'"));
  if (!isStop && word.length > (base === 'en' ? 1 : 3)) return true;
  return isAcronym(word, lower) || /^\p{N}|^\p{Lo}{2}/u.test(word);
}

function isAcronym(word: string, lower: string): boolean {
  return word.length > 1 && word !== lower && word === word.toUpperCase();
}

function cjkWords(part: string): string[] {
  return /^\p{Script=Katakana}/u.test(part) ? [part] : grams(part, 2);
}

/** By code unit: half a rare character compares as well as a whole one. */
function grams(run: string, size: number): string[] {
  const found = [run.slice(0, size)];
  for (let i = 1; i + size <= run.length; i++) found.push(run.slice(i, i + size));
  return found;
}
