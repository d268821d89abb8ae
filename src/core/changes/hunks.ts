import type { Match } from './align.ts';
import { type Side, type TokenRange, textOf } from './side.ts';

/** What differs between two matches: tokens of the text before and those that stand in their place. */
export type Hunk = { readonly before: TokenRange; readonly after: TokenRange };

/** All differences, in order. One of white space alone takes in the token after it, or the last of the text. */
export function hunksBetween(before: Side, after: Side, matches: readonly Match[]): Hunk[] {
  const hunks: Hunk[] = [];
  const end = { before: before.tokens.length, after: after.tokens.length, count: 1 };
  let at = { before: 0, after: 0 };
  for (const match of [...matches, end]) {
    for (let i = 0; i < match.count; i++) {
      const next = { before: match.before + i, after: match.after + i };
      const hunk = {
        before: { from: at.before, to: next.before },
        after: { from: at.after, to: next.after },
      };
      // The same words can come cut in different ways.
      if (textOf(hunk.before, before) !== textOf(hunk.after, after))
        hunks.push(isOfSpace(hunk) ? withToken(hunk, before.tokens.length) : hunk);
      at = { before: next.before + 1, after: next.after + 1 };
    }
  }
  return hunks;
}

function isOfSpace({ before, after }: Hunk): boolean {
  return before.from === before.to && after.from === after.to;
}

function withToken({ before, after }: Hunk, tokens: number): Hunk {
  if (tokens === 0) return { before, after };
  const shift = before.from < tokens ? 0 : -1;
  const token = ({ from }: TokenRange) => ({ from: from + shift, to: from + shift + 1 });
  return { before: token(before), after: token(after) };
}
