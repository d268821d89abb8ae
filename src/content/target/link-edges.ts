import { type Edit, mapOffset } from './edits.ts';
import type { Walk } from './text-walk.ts';

/** Edits that are made one lot after the other; the offsets of each are those of the text after the lot before. */
export type Rounds = readonly (readonly Edit[])[];

/**
 * Lexical puts what replaces the beginning or end of a link outside of it. There the first and last letter stay while the
 * words in between are replaced, and go afterwards.
 */
export function roundsFor(host: HTMLElement, before: Walk, edits: readonly Edit[]): Rounds {
  if (!host.matches('[data-lexical-editor]')) return [edits];
  const atEdges = edits.filter((edit) => isAtEdge(before, edit));
  const inside = edits.map((edit) => (atEdges.includes(edit) ? withoutEdges(edit) : edit));
  const letters = atEdges
    .flatMap(({ start, end }) => [start, end - 1])
    .map((at) => mapOffset(at, inside))
    .map((start) => ({ start, end: start + 1, text: '' }));
  return letters.length === 0 ? [edits] : [inside, letters];
}

function withoutEdges({ start, end, text }: Edit): Edit {
  return { start: start + 1, end: end - 1, text };
}

function isAtEdge({ pieces }: Walk, { start, end, text }: Edit): boolean {
  const isLong = end - start >= 3 && text !== '';
  return (
    isLong &&
    pieces.some((piece) => {
      const last = piece.at + piece.length;
      const isEdge = piece.at === start ? end <= last : piece.at < start && end === last;
      return isEdge && piece.kind === 'text' && piece.node.parentElement?.closest('a') !== null;
    })
  );
}
