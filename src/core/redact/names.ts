import { cjk, southEastAsian } from '../text/scripts.ts';
import { toPlain } from './plain.ts';
import type { Span } from './spans.ts';

/** Finds the person's own words in plain texts, whatever their case; null where there are none. */
export function namePattern(names: readonly string[]): RegExp | null {
  const forms = names.flatMap((name) => {
    const plain = toPlain(name).text.trim();
    // The same letter may stand in one character, or in two.
    return plain === '' ? [] : [plain.normalize('NFC'), plain.normalize('NFD')];
  });
  if (forms.length === 0) return null;
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(wholeWord).join('|'), 'giu');
}

export function* findNames(text: string, pattern: RegExp | null): Generator<Span> {
  if (pattern === null) return;
  for (const { 0: name, index } of text.matchAll(pattern))
    yield { kind: 'name', start: index, end: index + name.length };
}

/** Letters of the scripts that have spaces between words; in the others a word may start anywhere. */
const spacedLetter = `(?:(?![${cjk}${southEastAsian}])[\\p{L}\\p{M}\\p{N}])`;
const startsSpaced = new RegExp(`^${spacedLetter}`, 'u');
const endsSpaced = new RegExp(`${spacedLetter}$`, 'u');

function wholeWord(name: string): string {
  const before = startsSpaced.test(name) ? `(?<!${spacedLetter})` : '';
  const after = endsSpaced.test(name) ? `(?!${spacedLetter})` : '';
  const words = name.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return before + words.join('\\s{1,8}') + after;
}
