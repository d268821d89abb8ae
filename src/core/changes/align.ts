import { diffArrays } from 'diff';

/** Tokens `[before, before + count)` of one text that stand at `[after, after + count)` in the other. */
export type Match = { readonly before: number; readonly after: number; readonly count: number };

/** Beyond so many edits between two anchors, everything between them counts as replaced: the search takes quadratic time. */
const maxEdits = 250;

const gramSize = 3;

/** What two token lists have in common, in the order of both. */
export function matchesBetween(before: readonly string[], after: readonly string[]): Match[] {
  const [from, to] = numbered(before, after);
  const matches: Match[] = [];
  let at: Anchor = { before: 0, after: 0 };
  const ends = { before: from.length, after: to.length };
  for (const anchor of [...anchorsBetween(from, to), ends]) {
    if (anchor.before < at.before || anchor.after < at.after) continue;
    addDiff(matches, from.slice(at.before, anchor.before), to.slice(at.after, anchor.after), at);
    const count = commonLength(from, to, anchor);
    addMatch(matches, { ...anchor, count });
    at = { before: anchor.before + count, after: anchor.after + count };
  }
  return matches;
}

type Anchor = { readonly before: number; readonly after: number };

/** Numbers for tokens, the same for the same: they compare faster. */
function numbered(...lists: (readonly string[])[]): [number[], number[]] {
  const numbers = new Map<string, number>();
  const [from = [], to = []] = lists.map((list) =>
    list.map((token) => {
      const number = numbers.get(token) ?? numbers.size;
      numbers.set(token, number);
      return number;
    }),
  );
  return [from, to];
}

function commonLength(from: readonly number[], to: readonly number[], at: Anchor): number {
  let count = 0;
  while (
    at.before + count < from.length &&
    at.after + count < to.length &&
    from[at.before + count] === to[at.after + count]
  )
    count++;
  return count;
}

function addDiff(matches: Match[], from: number[], to: number[], at: Anchor): void {
  if (from.length === 0 || to.length === 0) return;
  let { before, after } = at;
  for (const { added, removed, count } of diffArrays(from, to, { maxEditLength: maxEdits }) ?? []) {
    if (!added && !removed) addMatch(matches, { before, after, count });
    if (!added) before += count;
    if (!removed) after += count;
  }
}

function addMatch(matches: Match[], match: Match): void {
  const last = matches.at(-1);
  if (match.count === 0) return;
  const goesOn =
    last?.before === match.before - (last?.count ?? 0) && last.after === match.after - last.count;
  if (last && goesOn) matches.splice(-1, 1, { ...last, count: last.count + match.count });
  else matches.push(match);
}

/** The longest ordered list of places with three tokens in a row that occur once in either text. */
function anchorsBetween(from: readonly number[], to: readonly number[]): Anchor[] {
  const there = uniqueGrams(to);
  const anchors: Anchor[] = [];
  for (const [gram, before] of uniqueGrams(from)) {
    const after = there.get(gram);
    if (after !== undefined) anchors.push({ before, after });
  }
  return longestAscending(anchors);
}

function uniqueGrams(tokens: readonly number[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = 0; at + gramSize <= tokens.length; at++) {
    const gram = tokens.slice(at, at + gramSize).join();
    if (places.has(gram)) repeated.add(gram);
    else places.set(gram, at);
  }
  for (const gram of repeated) places.delete(gram);
  return places;
}

/** By patience sorting; the anchors come ascending by `before`. */
function longestAscending(anchors: readonly Anchor[]): Anchor[] {
  type Link = { readonly anchor: Anchor; readonly previous: Link | undefined };
  const tops: Link[] = [];
  for (const anchor of anchors) {
    let low = 0;
    for (let high = tops.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((tops[middle]?.anchor.after ?? 0) < anchor.after) low = middle + 1;
      else high = middle;
    }
    tops[low] = { anchor, previous: tops[low - 1] };
  }
  const chain: Anchor[] = [];
  for (let link = tops.at(-1); link; link = link.previous) chain.push(link.anchor);
  return chain.reverse();
}
