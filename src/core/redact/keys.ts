import type { Span } from './spans.ts';

/** What the makers of keys start them with, so that they can be found. */
const known = [
  'sk-[\\w-]{16,}',
  '(?:sk|rk|pk)_(?:live|test)_\\w{10,}',
  'gh[opsur]_[a-z0-9]{16,}',
  'github_pat_\\w{16,}',
  'glpat-[\\w-]{16,}',
  '(?:xox[a-z]|xapp)-[a-z0-9-]{8,}',
  '(?:AKIA|ASIA|AIDA|AROA|AGPA)[A-Z0-9]{12,}',
  'AIza[\\w-]{20,}',
  'ya29\\.[\\w-]{10,}',
  'hf_[a-z0-9]{16,}',
  '(?:npm|gsk|pypi|dckr_pat|dop_v1|shpat|whsec|r8|xai)[-_][\\w-]{16,}',
  'SG\\.[\\w-]{10,}\\.[\\w-]{10,}',
];

/** In the cases they have or not: a key in capitals is none, but nothing else looks like it. */
const prefixed = new RegExp(`(?<![a-z0-9])(?:${known.join('|')})`, 'gi');

/** JSON Web Tokens, signed and encrypted. The look behind keeps it from starting anew within a long one. */
const webToken = /(?<![\w-])eyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g;

/** Keys and tokens that say what they are. */
export function* findKeys(text: string): Generator<Span> {
  for (const pattern of [prefixed, webToken])
    for (const { 0: key, index } of text.matchAll(pattern))
      yield { kind: 'key', start: index, end: index + key.length };
  yield* findPrivateKeys(text);
}

const begin = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----/g;
const end = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----/g;
const keyLines = /[\sA-Za-z0-9+/=\\:,-]*/y;

/** Whole blocks, or what there is of a block whose end is missing. */
function* findPrivateKeys(text: string): Generator<Span> {
  let done = 0;
  for (const { 0: opening, index } of text.matchAll(begin)) {
    if (index < done) continue;
    end.lastIndex = index + opening.length;
    done = end.test(text) ? end.lastIndex : blockEnd(text, index + opening.length);
    yield { kind: 'key', start: index, end: done };
  }
}

function blockEnd(text: string, from: number): number {
  keyLines.lastIndex = from;
  keyLines.test(text);
  return from + text.slice(from, keyLines.lastIndex).trimEnd().length;
}
