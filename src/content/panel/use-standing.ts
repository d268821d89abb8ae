import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusedElement } from '../capture.ts';
import type { Way } from './area.ts';
import { isRightToLeft } from './page-direction.ts';
import type { Anchor } from './placement.ts';
import { type Pull, Standing } from './standing.ts';
import { onViewChange } from './viewport.ts';

/** Gives the panel its place at each gesture and keeps it there; returns how it is moved elsewhere. */
export function useStanding(
  dialog: RefObject<HTMLElement | null>,
  anchor: () => Anchor | null,
  gesture: number,
): (way: Way) => Pull {
  const standing = useRef<Standing | null>(null);
  useLayoutEffect(() => {
    const panel = dialog.current;
    if (!panel) return;
    const mine = new Standing(panel, anchor);
    standing.current = mine;
    return onViewChange((isResized) => mine.settle(isResized));
  }, []);
  // Before the panel takes the focus, which tells where the person is.
  useLayoutEffect(() => standing.current?.begin(isRightToLeft(focusedElement())), [gesture]);
  return (way) => standing.current?.grab(way) ?? (() => {});
}
