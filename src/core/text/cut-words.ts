import { countWords } from './count-words.ts';
import { splitsPair } from './cut.ts';
import { joinsWithoutSpace } from './scripts.ts';

/** The text, or as many of its first words as `maxWords` allows (at least one) and an ellipsis. */
export function cutWords(text: string, maxWords: number): string {
  if (countWords(text) <= maxWords) return text;
  const most = longestPrefix(text, Math.max(1, maxWords));
  let end = most;
  while (end > most / 2 && !isBoundary(text, end)) end--;
  if (!isBoundary(text, end)) end = splitsPair(text, most) ? most - 1 : most;
  return `${text.slice(0, Math.max(1, end)).replace(danglingMarks, '')}…`;
}

const danglingMarks = /[\s,;:、，；：—–-]+$/u;

/** How many characters may stay; counting grows with the prefix, so halving finds it. */
function longestPrefix(text: string, maxWords: number): number {
  let fits = 0;
  let tooLong = text.length + 1;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countWords(`${text.slice(0, middle)}…`) <= maxWords) fits = middle;
    else tooLong = middle;
  }
  return fits;
}

function isBoundary(text: string, at: number): boolean {
  const after = text.slice(at, at + 1);
  return after === ' ' || after === '' || joinsWithoutSpace(text.slice(0, at), after);
}
