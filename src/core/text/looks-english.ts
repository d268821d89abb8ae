import { englishStopWords } from './stop-words.ts';

/** Enough to tell by; the browser tells the language of longer texts better. */
const wordsLooked = 200;

/** In English prose every second or third word is one of these; in other languages hardly any, and in lists of names none. */
const leastShare = 0.25;

/** Of a text that is too short for the browser to say what language it is in. */
export function looksEnglish(text: string): boolean {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/[\p{L}'’]+/gu)
      ?.slice(0, wordsLooked) ?? [];
  const known = words.filter((word) => englishStopWords.has(word.replace('’', "'")));
  return known.length >= 2 && known.length / words.length >= leastShare;
}
