import type { Hunk } from './hunks.ts';
import { gapBefore, type Side, size, type TokenRange } from './side.ts';

/** UTF-16 units `[start, end)` of a text. */
export type Span = { readonly start: number; readonly end: number };

/** Where a hunk stands in both texts, with the white space that changes with it. */
export function spansOf(hunk: Hunk, before: Side, after: Side): { before: Span; after: Span } {
  const [lead, trail] = keptGaps(hunk, before, after);
  return {
    before: spanOf(hunk.before, before, lead, trail),
    after: spanOf(hunk.after, after, lead, trail),
  };
}

/** How much white space at either end is the same in both texts; where one has no more than that, it is kept once. */
function keptGaps(hunk: Hunk, before: Side, after: Side): [lead: number, trail: number] {
  const lead = gapBefore(before, hunk.before.from);
  const trail = gapBefore(before, hunk.before.to);
  const isLeadKept = lead === gapBefore(after, hunk.after.from);
  const isTrailKept = trail === gapBefore(after, hunk.after.to);
  const isSharedOnce = isLeadKept && (size(hunk.before) === 0 || size(hunk.after) === 0);
  return [isLeadKept ? lead.length : 0, isTrailKept && !isSharedOnce ? trail.length : 0];
}

function spanOf(range: TokenRange, side: Side, lead: number, trail: number): Span {
  const start = (side.tokens[range.from - 1]?.end ?? 0) + lead;
  const end = (side.tokens[range.to]?.start ?? side.text.length) - trail;
  return { start, end };
}
