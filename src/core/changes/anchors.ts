/** A place in either list, at which the same tokens follow. */
export type Anchor = { readonly before: number; readonly after: number };

/** The longest list, in the order of both, of places where so many tokens follow as occur once in either list. */
export function anchorsBetween(
  from: readonly number[],
  to: readonly number[],
  size: number,
): Anchor[] {
  const there = uniqueGrams(to, size);
  const anchors: Anchor[] = [];
  for (const [gram, before] of uniqueGrams(from, size)) {
    const after = there.get(gram);
    if (after !== undefined) anchors.push({ before, after });
  }
  return longestAscending(anchors);
}

function uniqueGrams(tokens: readonly number[], size: number): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = 0; at + size <= tokens.length; at++) {
    const gram = tokens.slice(at, at + size).join();
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
