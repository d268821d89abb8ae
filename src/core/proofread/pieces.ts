import type { Span } from '../changes/spans.ts';

/** What is looked at in one go: between two of them it can be canceled. */
const pieceUnits = 10_000;

/** Parts of a text that follow one another, each of whole paragraphs as far as these are no longer than a piece. */
export function* piecesOf(text: string): Generator<Span> {
  let start = 0;
  while (start < text.length) {
    const end = endOf(text, start);
    yield { start, end };
    start = end;
  }
}

function endOf(text: string, start: number): number {
  const most = start + pieceUnits;
  if (most >= text.length) return text.length;
  const within = text.slice(start, most);
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = within.lastIndexOf(mark);
    if (at > 0) return start + at + mark.length;
  }
  // A single word of that length: nowhere is better than anywhere, but within a character.
  return isSurrogatePair(text, most) ? most + 1 : most;
}

function isSurrogatePair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
