/** A word, a mark or a symbol, whole graphemes only; what stands between two tokens is white space or nothing. */
export type Token = { readonly start: number; readonly end: number; readonly text: string };

/** Longer stretches are segmented in parts, since V8 takes quadratic time for one. */
const maxSegmentedChars = 1000;

const wordSegmenter = new Intl.Segmenter('und', { granularity: 'word' });
const graphemeSegmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let from = 0; from < text.length; ) {
    const to = findPartEnd(text, from);
    addTokens(tokens, text.slice(from, to), from);
    from = to;
  }
  return tokens;
}

/** White space of any kind, line breaks included. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** After a line break, or in a long line before a letter that follows a space: no grapheme or word goes on there. */
function findPartEnd(text: string, from: number): number {
  const limit = from + maxSegmentedChars;
  const lineEnd = text.indexOf('\n', from) + 1 || text.length;
  if (lineEnd <= limit) return lineEnd;
  for (let at = limit; at > from; at--)
    if (text.charCodeAt(at - 1) === 32 && isSimple(text.charCodeAt(at))) return at;
  for (let at = limit; at < lineEnd; at++)
    if (isSimple(text.charCodeAt(at - 1)) && isSimple(text.charCodeAt(at))) return at;
  return lineEnd;
}

function addTokens(tokens: Token[], part: string, offset: number): void {
  const graphemes = graphemeSegmenter.segment(part);
  const add = (from: number, to: number) => {
    const text = part.slice(from, to);
    if (text !== '' && !isBlank(text))
      tokens.push({ start: offset + from, end: offset + to, text });
  };
  let start = 0;
  for (const { index } of wordSegmenter.segment(part)) {
    if (!isGraphemeEdge(part, index, graphemes)) continue;
    add(start, index);
    start = index;
  }
  add(start, part.length);
}

function isGraphemeEdge(part: string, at: number, graphemes: Intl.Segments): boolean {
  if (isSimple(part.charCodeAt(at - 1)) && isSimple(part.charCodeAt(at))) return true;
  return graphemes.containing(at)?.index === at;
}

/** Whether there is a grapheme's edge between any two of these: printable Latin, Greek and Cyrillic letters, ideographs. */
function isSimple(code: number): boolean {
  if (code < 0x300) return code >= 0x20;
  return (code >= 0x370 && code <= 0x482) || (code >= 0x4e00 && code <= 0x9fff);
}
