import { matchesBetween } from './changes/align.ts';
import { groupHunks } from './changes/group.ts';
import { hunksBetween } from './changes/hunks.ts';
import { sideOf } from './changes/side.ts';
import { slideMatches } from './changes/slide.ts';
import { spansOf } from './changes/spans.ts';

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
