const margin = 8;

/** The panel's height ends here, and what is longer scrolls inside of it. */
const mostHeight = 520;
/** Enough for a summary without scrolling. */
const comfortableHeight = 320;
/** Below this the panel would be all buttons: better to cover a part of the text. */
const leastHeight = 240;

/** In CSS pixels. */
export type Box = { readonly width: number; readonly height: number };
export type Anchor = { readonly left: number; readonly top: number; readonly bottom: number };

/** One edge is held, `top` or `bottom`, each measured from that edge of the viewport: the panel grows away from it. */
export type Place = {
  readonly left: number;
  readonly maxHeight: number;
} & ({ readonly top: number } | { readonly bottom: number });

/**
 * Below the text where there is room, else above it, else in the upper right corner. However long the answer gets, the
 * panel stays inside the viewport, and beside the text that it stands by.
 */
export function place(anchor: Anchor | null, width: number, viewport: Box): Place {
  const rightmost = Math.max(margin, viewport.width - width - margin);
  const side = anchor && sideOf(anchor, viewport);
  if (!anchor || !side) return { left: rightmost, ...corner(viewport) };
  return { left: Math.min(Math.max(margin, anchor.left), rightmost), ...side };
}

type Side = { maxHeight: number } & ({ top: number } | { bottom: number });

function sideOf(anchor: Anchor, { height }: Box): Side | null {
  const isSeen = anchor.bottom >= 0 && anchor.top <= height;
  const below = height - anchor.bottom - 2 * margin;
  const above = anchor.top - 2 * margin;
  const room = below >= comfortableHeight ? below : Math.max(above, below);
  if (!isSeen || room < leastHeight) return null;
  const maxHeight = Math.min(mostHeight, room);
  return room === below
    ? { top: anchor.bottom + margin, maxHeight }
    : { bottom: height - anchor.top + margin, maxHeight };
}

function corner({ height }: Box): Side {
  return { top: margin, maxHeight: Math.max(0, Math.min(mostHeight, height - 2 * margin)) };
}
