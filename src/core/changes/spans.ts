import { gapBefore, type Hunk, type Side, size, type TokenRange } from './hunks.ts';

type Span = { readonly start: number; readonly end: number };

/** Where a hunk stands in both texts, with the white space that belongs to it. */
export function spansOf(hunk: Hunk, before: Side, after: Side): { before: Span; after: Span } {
  const [lead, trail] = keptGaps(hunk, before, after);
  return {
    before: spanOf(hunk.before, before, lead, trail),
    after: spanOf(hunk.after, after, lead, trail),
  };
}

/** The white space at both ends that is the same in both texts and not counted twice. */
function keptGaps(hunk: Hunk, before: Side, after: Side): [lead: string, trail: string] {
  const lead = gapBefore(before, hunk.before.from);
  const trail = gapBefore(before, hunk.before.to);
  const isLeadKept = lead === gapBefore(after, hunk.after.from);
  const isTrailKept = trail === gapBefore(after, hunk.after.to);
  const hasOneGap = size(hunk.before) === 0 || size(hunk.after) === 0;
  return [isLeadKept ? lead : '', isTrailKept && !(hasOneGap && isLeadKept) ? trail : ''];
}

function spanOf(range: TokenRange, side: Side, lead: string, trail: string): Span {
  const start = (side.tokens[range.from - 1]?.end ?? 0) + lead.length;
  const end = (side.tokens[range.to]?.start ?? side.text.length) - trail.length;
  return { start, end };
}
