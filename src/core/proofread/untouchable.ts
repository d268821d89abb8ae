import type { Span } from '../changes/spans.ts';

/** Code, tags and placeholders: with spaces in them. Each stops at what would begin another, so that no text takes long. */
const enclosed = [/`[^`\n]+`/g, /\{[^{}\n]*\}/g, /<[^<>\n]{1,200}>/g];

/** Addresses, names of files, mentions, identifiers. */
const address = /[@#/\\_]|\w\.\w/;

/** Letters with digits, or a capital within a word: `v2`, `iPhone`, `TypeScript`. */
const mixed = /\p{L}\p{N}|\p{N}\p{L}|\p{Ll}\p{Lu}/u;

const acronym = /^\P{L}*\p{Lu}{2,}s?\P{L}*$/u;

/** What is written as it is for a reason, in order; spans may overlap. */
export function untouchableSpans(text: string): readonly Span[] {
  const found = enclosed.flatMap((pattern) => [...text.matchAll(pattern)]).map(spanOf);
  for (const match of text.matchAll(/\S+/g)) {
    const [token] = match;
    if (address.test(token) || mixed.test(token) || acronym.test(token)) found.push(spanOf(match));
  }
  return found.sort((one, other) => one.start - other.start);
}

function spanOf({ index, 0: { length } }: RegExpExecArray): Span {
  return { start: index, end: index + length };
}
