import {
  type Anchor,
  type Box,
  between,
  downFrom,
  margin,
  type Place,
  upFrom,
} from './placement.ts';

/** Where a person has put the panel, and how large they have made it. */
export type Area = Box & { readonly left: number; readonly top: number };

/** What is done to it, by mouse or keyboard. */
export type Way = 'move' | 'resize';

/** Smaller than this it could neither be read nor taken hold of again. */
const least: Box = { width: 240, height: 140 };

/** So far to the right and down. Its size follows the edge that is pulled, its place the whole. */
export function changed(area: Area, way: Way, [x, y]: readonly [number, number]): Area {
  return way === 'move'
    ? { ...area, left: area.left + x, top: area.top + y }
    : { ...area, width: area.width + x, height: area.height + y };
}

/** Inside the viewport, with a margin; as large as it was asked for, where that fits. */
export function fitted(area: Area, viewport: Box): Area {
  const width = between(0, Math.max(least.width, area.width), viewport.width - 2 * margin);
  const height = between(0, Math.max(least.height, area.height), viewport.height - 2 * margin);
  return {
    width,
    height,
    left: between(margin, area.left, viewport.width - width - margin),
    top: between(margin, area.top, viewport.height - height - margin),
  };
}

/** While it is pulled at its corner, the other corner stays: it grows no further than the edge of the viewport. */
export function grown(area: Area, viewport: Box): Area {
  return {
    ...area,
    width: Math.min(area.width, viewport.width - margin - area.left),
    height: Math.min(area.height, viewport.height - margin - area.top),
  };
}

export function covers({ left, top, width, height }: Area, text: Anchor): boolean {
  const isApart =
    left >= text.right ||
    left + width <= text.left ||
    top >= text.bottom ||
    top + height <= text.top;
  return !isApart;
}

/** Held at the edge from which it has more room to grow with what it shows. */
export function growing({ left, top, height }: Area, viewport: Box): Place {
  const bottom = viewport.height - top - height;
  return {
    left,
    ...(bottom >= top ? downFrom(top, viewport.height) : upFrom(bottom, viewport.height)),
  };
}
