const margin = 8;

export type Box = { readonly width: number; readonly height: number };
export type Anchor = { readonly left: number; readonly top: number; readonly bottom: number };
export type Place = { readonly left: number; readonly top: number };

/** Below the text where there is room, else above it, else in the upper right corner; always inside the viewport. */
export function place(anchor: Anchor | null, panel: Box, viewport: Box): Place {
  const rightmost = Math.max(margin, viewport.width - panel.width - margin);
  if (!anchor) return { left: rightmost, top: margin };
  const left = Math.min(Math.max(margin, anchor.left), rightmost);
  const below = anchor.bottom + margin;
  if (below >= margin && below + panel.height + margin <= viewport.height)
    return { left, top: below };
  const above = anchor.top - margin - panel.height;
  if (above >= margin && anchor.top <= viewport.height) return { left, top: above };
  return { left: rightmost, top: margin };
}
