import { selectionAt } from '../../ui/selection.ts';

/** Where the caret or selection is: `focus` is the end that moves. */
export type Ends = {
  readonly anchor: Point;
  readonly focus: Point;
};

export type Point = { readonly node: Node; readonly offset: number };

/** Null while there is none in `host`, or only a part of one. */
export function endsIn(host: Element): Ends | null {
  const selection = selectionAt(host);
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!anchorNode || !focusNode || !host.contains(anchorNode) || !host.contains(focusNode))
    return null;
  return {
    anchor: { node: anchorNode, offset: anchorOffset ?? 0 },
    focus: { node: focusNode, offset: focusOffset ?? 0 },
  };
}

/** Puts the caret or selection there. */
export function select({ anchor, focus }: Ends): void {
  selectionAt(anchor.node)?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

/** From start to end, whichever of them moves. */
export function rangeOf({ anchor, focus }: Ends): Range {
  const range = document.createRange();
  range.setStart(anchor.node, anchor.offset);
  range.setEnd(anchor.node, anchor.offset);
  if (range.comparePoint(focus.node, focus.offset) < 0) range.setStart(focus.node, focus.offset);
  else range.setEnd(focus.node, focus.offset);
  return range;
}
