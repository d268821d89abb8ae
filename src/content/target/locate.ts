import { commonPrefix, commonSuffix } from '../../core/text/common.ts';
import type { Span } from './walk-places.ts';

/** A whole text as it stood once, and what of it is meant. */
export type Reading = { readonly text: string; readonly span: Span };

/**
 * Where what is meant is now: that of the readings that still stands there. Null where the text may have changed just
 * there. To look for the same words elsewhere would find others of the same name.
 */
export function locate(now: string, readings: readonly Reading[]): Span | null {
  const same = readings.find(({ text }) => text === now);
  if (same) return same.span;
  const found = readings.flatMap((reading) => placeIn(now, reading) ?? []);
  // The longest: another may be its beginning.
  return found.sort((left, right) => lengthOf(right) - lengthOf(left))[0] ?? null;
}

function placeIn(now: string, { text, span }: Reading): Span | null {
  const shorter = Math.min(now.length, text.length);
  const prefix = commonPrefix(now, text);
  const suffix = commonSuffix(now, text);
  // Where both overlap, such as when one of two same words is gone, the change may be anywhere in the overlap.
  if (Math.min(prefix, shorter - suffix) >= span.end) return span;
  if (Math.min(suffix, shorter - prefix) < text.length - span.start) return null;
  const moved = now.length - text.length;
  return { start: span.start + moved, end: span.end + moved };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
