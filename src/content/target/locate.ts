import type { Span } from './walk-places.ts';

/** Where one of the texts stands now: the one that was there the last time, or one that Ctrl+Z has brought back. */
export function locate(text: string, start: number, candidates: readonly string[]): Span | null {
  // The longest first: another may be its beginning.
  const byLength = [...candidates].sort((left, right) => right.length - left.length);
  for (const standing of byLength)
    if (text.startsWith(standing, start)) return { start, end: start + standing.length };
  for (const standing of byLength) {
    const at = text.indexOf(standing);
    const isOnly = at >= 0 && text.indexOf(standing, at + 1) < 0;
    if (isOnly) return { start: at, end: at + standing.length };
  }
  return null;
}
