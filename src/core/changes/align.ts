// By its file: through the package's front door come all its kinds of diff, since they are made when it is loaded.
import { diffArrays } from 'diff/lib/diff/array.js';
import { type Anchor, anchorsBetween } from './anchors.ts';
import type { Token } from './tokens.ts';

/** Tokens `[before, before + count)` of one text that stand at `[after, after + count)` in the other. */
export type Match = { readonly before: number; readonly after: number; readonly count: number };

/** The search takes quadratic time. Where there would be more edits without an anchor, all counts as replaced. */
const maxEdits = 150;

/** What two token lists have in common, in the order of both. */
export function matchesBetween(before: readonly Token[], after: readonly Token[]): Match[] {
  const [from = [], to = []] = numbered([before, after]);
  const matches: Match[] = [];
  addBetweenAnchors(matches, { from, to, at: { before: 0, after: 0 } }, 3);
  return matches;
}

/** Parts of both lists, as numbers, and where in the lists they begin. */
type Section = { readonly from: number[]; readonly to: number[]; readonly at: Anchor };

/** The same number for the same text: they compare faster. */
function numbered(lists: readonly (readonly Token[])[]): number[][] {
  const numbers = new Map<string, number>();
  return lists.map((list) =>
    list.map(({ text }) => {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    }),
  );
}

/** With anchors of so many tokens, and where those are far apart, with some of single tokens between. */
function addBetweenAnchors(matches: Match[], { from, to, at }: Section, size: number): void {
  const end = { before: from.length, after: to.length };
  let done: Anchor = { before: 0, after: 0 };
  for (const anchor of [...anchorsBetween(from, to, size), end]) {
    if (anchor.before < done.before || anchor.after < done.after) continue;
    const section = {
      from: from.slice(done.before, anchor.before),
      to: to.slice(done.after, anchor.after),
      at: sum(at, done),
    };
    const isLong = section.from.length + section.to.length > maxEdits;
    if (isLong && size > 1) addBetweenAnchors(matches, section, 1);
    else addDiff(matches, section);
    const count = commonLength(from, to, anchor);
    addMatch(matches, { ...sum(at, anchor), count });
    done = sum(anchor, { before: count, after: count });
  }
}

function addDiff(matches: Match[], { from, to, at }: Section): void {
  if (from.length === 0 || to.length === 0) return;
  let { before, after } = at;
  for (const { added, removed, count } of diffArrays(from, to, { maxEditLength: maxEdits }) ?? []) {
    if (!added && !removed) addMatch(matches, { before, after, count });
    if (!added) before += count;
    if (!removed) after += count;
  }
}

function addMatch(matches: Match[], match: Match): void {
  if (match.count === 0) return;
  const last = matches.at(-1) ?? { before: 0, after: 0, count: 0 };
  const goesOn =
    last.before + last.count === match.before && last.after + last.count === match.after;
  if (goesOn) matches.splice(-1, 1, { ...last, count: last.count + match.count });
  else matches.push(match);
}

function commonLength(from: readonly number[], to: readonly number[], at: Anchor): number {
  const most = Math.min(from.length - at.before, to.length - at.after);
  let count = 0;
  while (count < most && from[at.before + count] === to[at.after + count]) count++;
  return count;
}

function sum(one: Anchor, other: Anchor): Anchor {
  return { before: one.before + other.before, after: one.after + other.after };
}
