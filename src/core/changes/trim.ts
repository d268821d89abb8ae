import type { Hunk } from './hunks.ts';
import { gapBefore, type Side, size } from './side.ts';

/** A hunk without the tokens at both ends that are the same in both texts, but for one where nothing else would be left. */
export function trimHunk({ before, after }: Hunk, old: Side, now: Side): Hunk {
  const longer = Math.max(size(before), size(after));
  const most = Math.min(size(before), size(after), longer - 1);
  const isSame = (at: number, there: number) => old.tokens[at]?.text === now.tokens[there]?.text;
  const isSameGap = (at: number, there: number) => gapBefore(old, at) === gapBefore(now, there);
  let start = 0;
  while (
    start < most &&
    isSameGap(before.from + start, after.from + start) &&
    isSame(before.from + start, after.from + start)
  )
    start++;
  let end = 0;
  while (
    end < most - start &&
    isSameGap(before.to - end, after.to - end) &&
    isSame(before.to - end - 1, after.to - end - 1)
  )
    end++;
  return {
    before: { from: before.from + start, to: before.to - end },
    after: { from: after.from + start, to: after.to - end },
  };
}
