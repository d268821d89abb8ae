import type { Match } from './align.ts';
import type { Token } from './tokens.ts';

/** A text with its tokens. */
export type Side = { readonly text: string; readonly tokens: readonly Token[] };

/** Tokens `[from, to)` of a text. */
export type TokenRange = { readonly from: number; readonly to: number };

/** What differs between two matches: tokens of the text before and those that stand in their place. */
export type Hunk = { readonly before: TokenRange; readonly after: TokenRange };

/** The white space before token `at`, or that at the end of the text. */
export function gapBefore({ text, tokens }: Side, at: number): string {
  return text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? text.length);
}

/** All differences, in order, those of white space between two equal tokens included: they take in a token. */
export function hunksBetween(before: Side, after: Side, matches: readonly Match[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = { before: 0, after: 0 };
  const end = { before: before.tokens.length, after: after.tokens.length, count: 0 };
  for (const match of [...matches, end]) {
    const hunk = {
      before: { from: at.before, to: match.before },
      after: { from: at.after, to: match.after },
    };
    if (size(hunk.before) > 0 || size(hunk.after) > 0) hunks.push(hunk);
    else if (gapBefore(before, match.before) !== gapBefore(after, match.after))
      hunks.push(withNeighbor(hunk, before.tokens.length));
    for (let i = 1; i < match.count; i++)
      if (gapBefore(before, match.before + i) !== gapBefore(after, match.after + i))
        hunks.push(oneToken(match.before + i, match.after + i));
    at = { before: match.before + match.count, after: match.after + match.count };
  }
  return hunks;
}

export function size({ from, to }: TokenRange): number {
  return to - from;
}

function oneToken(before: number, after: number): Hunk {
  return { before: { from: before, to: before + 1 }, after: { from: after, to: after + 1 } };
}

/** With the token after it, or at the end of the text that before it. */
function withNeighbor({ before, after }: Hunk, tokens: number): Hunk {
  if (tokens === 0) return { before, after };
  if (before.from < tokens) return oneToken(before.from, after.from);
  return oneToken(before.from - 1, after.from - 1);
}
