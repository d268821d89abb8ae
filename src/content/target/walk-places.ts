import type { Ends, Point } from './page-selection.ts';
import type { Piece, Walk } from './text-walk.ts';

/** `[start, end)` of a walk's text. */
export type Span = { readonly start: number; readonly end: number };

/** What of the text a range of the document holds. Null where that is nothing. */
export function spanOf({ pieces }: Walk, range: Range): Span | null {
  const first = pieces.find((piece) => isBefore(range, endOf(piece), 'start'));
  const last = pieces.findLast((piece) => isBefore(range, startOf(piece), 'end'));
  if (!first || !last) return null;
  const start = first.at + inside(first, range.startContainer, range.startOffset, 0);
  const end = last.at + inside(last, range.endContainer, range.endOffset, last.length);
  return start < end ? { start, end } : null;
}

/** Where in the text a caret is. */
export function offsetOf({ pieces, text }: Walk, { node, offset }: Point): number {
  const range = document.createRange();
  range.setStart(node, offset);
  range.collapse(true);
  const piece = pieces.find((one) => {
    const end = endOf(one);
    return end !== null && range.comparePoint(end.node, end.offset) >= 0;
  });
  return piece ? piece.at + inside(piece, node, offset, 0) : text.length;
}

/** Where to put the ends of a selection that holds exactly the span; a caret where it is empty. */
export function placesOf(walk: Walk, { start, end }: Span): Ends | null {
  if (start === end) {
    const caret = caretAt(walk, start);
    return caret && { anchor: caret, focus: caret };
  }
  const anchor = placeBefore(walk, start);
  const focus = placeAfter(walk, end);
  return anchor && focus && { anchor, focus };
}

/** Before the character at `offset`; at the end of its line where that is the end of a block. */
function placeBefore({ pieces }: Walk, offset: number): Point | null {
  const index = pieces.findIndex(({ at, length }) => at <= offset && offset < at + length);
  const piece = pieces[index];
  if (!piece) return null;
  if (piece.kind !== 'gap') return pointIn(piece, offset);
  const before = pieces[index - 1];
  return before ? endOf(before) : null;
}

/** After the character before `offset`; at the start of its line where that is the end of a block. */
function placeAfter({ pieces }: Walk, offset: number): Point | null {
  const index = pieces.findIndex(({ at, length }) => at < offset && offset <= at + length);
  const piece = pieces[index];
  if (!piece) return null;
  if (piece.kind !== 'gap') return pointIn(piece, offset);
  const after = pieces[index + 1];
  return after ? startOf(after) : null;
}

/** In what stands before it rather than in what follows: there a person would write on. */
function caretAt({ pieces }: Walk, offset: number): Point | null {
  const touching = pieces.filter(({ at, length }) => at <= offset && offset <= at + length);
  const before = touching.find(({ kind, at, length }) => kind === 'text' && offset === at + length);
  const text = before ?? touching.find(({ kind }) => kind === 'text');
  if (text) return pointIn(text, offset);
  const line = touching.find(({ kind }) => kind === 'line');
  const other = line ?? touching.find(({ kind }) => kind !== 'gap') ?? pieces.at(-1);
  return other ? pointIn(other, offset) : null;
}

function pointIn(piece: Piece, offset: number): Point | null {
  if (piece.kind === 'text')
    return { node: piece.node, offset: piece.from + Math.max(0, offset - piece.at) };
  return offset > piece.at ? endOf(piece) : startOf(piece);
}

function startOf(piece: Piece): Point | null {
  if (piece.kind === 'gap') return null;
  if (piece.kind === 'text') return { node: piece.node, offset: piece.from };
  const text = piece.kind === 'atom' ? textBeside(piece.node.previousSibling, 'last') : null;
  return text ? { node: text, offset: text.length } : pointAt(piece.node, 0);
}

function endOf(piece: Piece): Point | null {
  if (piece.kind === 'gap') return null;
  if (piece.kind === 'text') return { node: piece.node, offset: piece.from + piece.length };
  const text = piece.kind === 'atom' ? textBeside(piece.node.nextSibling, 'first') : null;
  return text ? { node: text, offset: 0 } : pointAt(piece.node, piece.kind === 'line' ? 0 : 1);
}

/** Editors know places in text better than those between elements, and keep some for that, without a character to see. */
function textBeside(sibling: Node | null, edge: 'first' | 'last'): Text | null {
  for (let node = sibling; node; node = edge === 'first' ? node.firstChild : node.lastChild)
    if (node instanceof Text) return node;
  return null;
}

function pointAt(node: Element, after: 0 | 1): Point | null {
  const parent = node.parentNode;
  return (
    parent && {
      node: parent,
      offset: Array.prototype.indexOf.call(parent.childNodes, node) + after,
    }
  );
}

/** Whether the range starts before the point, or ends after it. */
function isBefore(range: Range, point: Point | null, edge: 'start' | 'end'): boolean {
  if (!point) return false;
  const to = document.createRange();
  to.setStart(point.node, point.offset);
  const how = edge === 'start' ? Range.START_TO_START : Range.START_TO_END;
  const order = range.compareBoundaryPoints(how, to);
  return edge === 'start' ? order < 0 : order > 0;
}

function inside(piece: Piece, node: Node, offset: number, otherwise: number): number {
  if (piece.kind !== 'text' || piece.node !== node) return otherwise;
  return Math.min(piece.length, Math.max(0, offset - piece.from));
}
