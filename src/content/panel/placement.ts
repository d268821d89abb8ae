/** Between the panel and the text that it stands by, and between the panel and the edge of the viewport. */
export const margin = 8;

/** The panel's height ends here, and what is longer scrolls inside of it. */
const mostHeight = 520;
/** Enough for a summary without scrolling. */
export const comfortableHeight = 320;
/** Below this the panel would be all buttons: better beside the text, and better to cover a part of it. */
const leastHeight = 240;

/** All in CSS pixels, from the upper left corner of the viewport. */
export type Box = { readonly width: number; readonly height: number };
export type Anchor = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Of the text. */
export type Side = 'below' | 'above' | 'left' | 'right' | 'corner';

export type Surroundings = {
  /** Null for no text in particular. */
  readonly anchor: Anchor | null;
  /** As large as it is now. */
  readonly panel: Box;
  readonly viewport: Box;
  readonly isRightToLeft: boolean;
  /** Where it stands already: it stays there while it fits, since whoever scrolls does not want to see it leap. */
  readonly standing: Side | null;
};

/** One edge is held, `top` or `bottom`, each measured from that edge of the viewport: the panel grows away from it. */
export type Place = { readonly left: number; readonly maxHeight: number } & (
  | { readonly top: number }
  | { readonly bottom: number }
);

/**
 * Below the text where there is room, else above it, else beside it, else in the upper corner where lines end. However long
 * the answer gets, the panel stays inside the viewport, and beside the text that it stands by.
 */
export function place(around: Surroundings): Place & { readonly side: Side } {
  const { anchor, viewport } = around;
  const seen = clipped(anchor ?? nothing, viewport);
  const side = anchor ? sideOf(seen, around) : 'corner';
  const left = leftOf(side, around, seen);
  return { side, left, ...upright(side, around, seen) };
}

/** Of what is scrolled out, the edge behind which it lies. */
function clipped({ left, right, top, bottom }: Anchor, { width, height }: Box): Anchor {
  return {
    left: between(0, left, width),
    right: between(0, right, width),
    top: between(0, top, height),
    bottom: between(0, bottom, height),
  };
}

const nothing: Anchor = { left: 0, right: 0, top: 0, bottom: 0 };

function sideOf(seen: Anchor, { panel, viewport, isRightToLeft, standing }: Surroundings): Side {
  const below = viewport.height - seen.bottom - 2 * margin;
  const above = seen.top - 2 * margin;
  const fits: Record<Side, boolean> = {
    below: below >= Math.min(panel.height, mostHeight),
    above: above >= Math.min(panel.height, mostHeight),
    left: seen.left - 2 * margin >= panel.width,
    right: viewport.width - seen.right - 2 * margin >= panel.width,
    corner: true,
  };
  if (standing && fits[standing]) return standing;
  if (below >= comfortableHeight) return 'below';
  if (Math.max(below, above) >= leastHeight) return below >= above ? 'below' : 'above';
  const beside = (['right', 'left'] as const).filter((side) => fits[side]);
  return (isRightToLeft ? beside.at(-1) : beside[0]) ?? 'corner';
}

function upright(side: Side, { viewport: { height } }: Surroundings, seen: Anchor) {
  if (side === 'above') return upFrom(height - seen.top + margin, height);
  if (side === 'below') return downFrom(seen.bottom + margin, height);
  const most = Math.min(mostHeight, height - 2 * margin);
  const beside = between(margin, seen.top, height - margin - most);
  return downFrom(side === 'corner' ? margin : beside, height);
}

/** Held at the top, and as high as there is room. */
export function downFrom(top: number, height: number) {
  return { top, maxHeight: heightIn(height - top) };
}

/** Held at the bottom, and as high as there is room. */
export function upFrom(bottom: number, height: number) {
  return { bottom, maxHeight: heightIn(height - bottom) };
}

function heightIn(room: number): number {
  return between(0, mostHeight, room - margin);
}

/** Where lines begin, the edges of panel and text are in line. */
function leftOf(
  side: Side,
  { panel, viewport, isRightToLeft }: Surroundings,
  seen: Anchor,
): number {
  const rightmost = viewport.width - panel.width - margin;
  const wanted = {
    below: isRightToLeft ? seen.right - panel.width : seen.left,
    above: isRightToLeft ? seen.right - panel.width : seen.left,
    left: seen.left - margin - panel.width,
    right: seen.right + margin,
    corner: isRightToLeft ? margin : rightmost,
  };
  return between(margin, wanted[side], rightmost);
}

/** `least` where the two leave nothing between them. */
export function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
