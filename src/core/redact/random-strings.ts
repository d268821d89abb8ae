import type { Span } from './spans.ts';

const run = /[\w+/-]{20,}={0,2}/g;
const shortest = 20;

/** Strings that look drawn by lot: keys of makers unknown, hashes, identifiers. Base 64 has slashes, and so has a path. */
export function* findRandomStrings(text: string): Generator<Span> {
  for (const { 0: whole, index } of text.matchAll(run)) {
    if (!/[a-z]/i.test(whole) || !/\d/.test(whole)) continue;
    const isWhole = whole.includes('/') ? isJumble(whole) : isRandom(whole);
    const parts = isWhole ? [whole] : whole.split('/');
    let start = index;
    for (const part of parts) {
      if (part.length >= shortest && (isWhole || isRandom(part)))
        yield { kind: 'key', start, end: start + part.length };
      start += part.length + 1;
    }
  }
}

function isRandom(text: string): boolean {
  return isJumble(text) || isMixed(text);
}

const word = /[A-Z]?[a-z]{3,}|[A-Z]{4,}|\d{4,}/g;

/** Hardly a word or a number in it, though letters and digits. */
function isJumble(text: string): boolean {
  return /[a-z]/i.test(text) && /\d/.test(text) && lengthOf(text, word) < text.length * 0.5;
}

/** Letters and digits that take turns, as in hexadecimal; not the words of a long identifier with some numbers. */
function isMixed(text: string): boolean {
  const turns = text.match(/(?<=[a-z])\d|(?<=\d)[a-z]/gi)?.length ?? 0;
  if (turns < 4) return false;
  const share = turns / text.length;
  return share > 0.2 || (share > 0.1 && lengthOf(text, letters) < text.length * 0.5);
}

const letters = /[A-Z]?[a-z]{3,}|[A-Z]{4,}/g;

function lengthOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.reduce((sum, part) => sum + part.length, 0) ?? 0;
}
