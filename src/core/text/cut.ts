import { closers, isSpaceCode, terminators } from './scripts.ts';

const sentenceMarks = codes(`${terminators}${closers}`);
const clauseMarks = codes(',;:、，；：—–');

/**
 * Where to cut `text` between `from` and `limit`: after a sentence, else after a clause, else after a word, in the
 * second half of that stretch; else at `limit`, but never within a surrogate pair. Always beyond `from`.
 */
export function findCut(text: string, from: number, limit: number): number {
  if (limit >= text.length) return text.length;
  const least = from + Math.ceil((limit - from) / 2);
  return (
    lastAfter(text, least, limit, sentenceMarks) ??
    lastAfter(text, least, limit, clauseMarks) ??
    lastSpace(text, least, limit) ??
    limit - (limit - from > 1 && splitsPair(text, limit) ? 1 : 0)
  );
}

/** Cuts a text into pieces of at most `maxChars`, at the places that `findCut` prefers. */
export function* cutPieces(text: string, maxChars: number): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const to = findCut(text, from, from + maxChars);
    yield text.slice(from, to);
    from = to;
  }
}

/** Whether a cut at `index` would leave half a character on either side. */
export function splitsPair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** Marks of wide scripts need no space after them; a full stop or a comma does, or numbers would be cut. */
function lastAfter(text: string, least: number, limit: number, marks: ReadonlySet<number>) {
  for (let at = limit; at > least; at--) {
    const code = text.charCodeAt(at - 1);
    if (marks.has(code) && (code >= 0x3000 || isSpaceCode(text.charCodeAt(at)))) return at;
  }
  return undefined;
}

function lastSpace(text: string, least: number, limit: number): number | undefined {
  for (let at = limit; at > least; at--) if (isSpaceCode(text.charCodeAt(at))) return at;
  return undefined;
}

function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
