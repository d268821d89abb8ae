import type { Lint, LintKind } from './lint.ts';

/** What Harper says of an unknown word is a question; this is what it knows. */
const ownWords: Partial<Record<LintKind, (word: string) => string>> = {
  Spelling: (word) => `“${word}” is in no dictionary.`,
  Repetition: () => 'A word stands here twice.',
};

/** One short sentence in English, the only language that there are rules for. */
export function reasonFor(text: string, { start, end, kind, message }: Lint): string {
  const own = ownWords[kind];
  return own ? own(text.slice(start, end)) : plain(message);
}

/** Harper marks words as code does. */
function plain(message: string): string {
  const words = message
    .replace(/`([^`]*)`/g, '“$1”')
    .replace(/\s+/g, ' ')
    .trim();
  return /[.!?]”?$/.test(words) ? words : `${words}.`;
}
