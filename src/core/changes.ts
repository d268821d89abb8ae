import { matchesBetween } from './changes/align.ts';
import { groupHunks } from './changes/group.ts';
import { hunksBetween } from './changes/hunks.ts';
import { sideOf } from './changes/side.ts';
import { slideMatches } from './changes/slide.ts';
import { type Span, spansOf } from './changes/spans.ts';

/** One change of a text. `[start, end)` in UTF-16 units of the text before; an insertion has `start === end`. */
export type Change = {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  /** Why, if whoever proposed it said so. */
  readonly reason?: string;
};

/** What a text is made of, in order, when its changes are shown. */
export type Piece =
  | { readonly type: 'same'; readonly text: string }
  | { readonly type: 'change'; readonly index: number; readonly change: Change };

/** Why `[start, end)` of the text before should change. */
export type Reason = { readonly start: number; readonly end: number; readonly reason: string };

/**
 * The changes that make `after` of `before`, in order, with kept text between any two; each one that a person would name,
 * of whole words and graphemes. White space changes with a word beside it, and alone only where both texts are nothing else.
 */
export function changesBetween(before: string, after: string): readonly Change[] {
  const old = sideOf(before);
  const now = sideOf(after);
  const matches = slideMatches(matchesBetween(old.tokens, now.tokens), old, now);
  return groupHunks(hunksBetween(old, now, matches), old, now).map((hunk) => {
    const spans = spansOf(hunk, old, now);
    const { start, end } = spans.before;
    const text = after.slice(spans.after.start, spans.after.end);
    return { start, end, before: before.slice(start, end), after: text };
  });
}

/** The text with the changes that are accepted, and all else as it was. */
export function applyChanges(
  before: string,
  changes: readonly Change[],
  isAccepted: (index: number) => boolean,
): string {
  return piecesOf(before, changes)
    .map((piece) => {
      if (piece.type === 'same') return piece.text;
      return isAccepted(piece.index) ? piece.change.after : piece.change.before;
    })
    .join('');
}

/** The changes and the text that is kept between them, in order; no text is empty. */
export function piecesOf(before: string, changes: readonly Change[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const keepTo = (end: number) => {
    if (end > at) pieces.push({ type: 'same', text: before.slice(at, end) });
  };
  changes.forEach((change, index) => {
    keepTo(change.start);
    pieces.push({ type: 'change', index, change });
    at = change.end;
  });
  keepTo(before.length);
  return pieces;
}

/** The changes with the reasons that were given for the text they touch. */
export function withReasons(
  changes: readonly Change[],
  reasons: readonly Reason[],
): readonly Change[] {
  return changes.map((change) => {
    const own = reasons.filter((reason) => meet(change, reason)).map(({ reason }) => reason);
    return own.length === 0 ? change : { ...change, reason: [...new Set(own)].join(' ') };
  });
}

/** Whether two stretches overlap; a mere place meets what it touches. */
function meet(one: Span, other: Span): boolean {
  if (one.start === one.end || other.start === other.end)
    return one.start <= other.end && other.start <= one.end;
  return one.start < other.end && other.start < one.end;
}
