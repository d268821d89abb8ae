/** A word, a mark or a symbol, whole graphemes only; what stands between two tokens is white space or nothing. */
export type Token = { readonly start: number; readonly end: number; readonly text: string };

/** V8 takes quadratic time for long ones. */
const maxPartChars = 1000;

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  // Not made when the file is loaded: a first one can take ten milliseconds, and most gestures compare nothing.
  const words = new Intl.Segmenter('und', { granularity: 'word' });
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  const tokens: Token[] = [];
  for (let from = 0; from < text.length; ) {
    const to = findPartEnd(text, from, graphemes);
    const part = text.slice(from, to);
    for (const [start, end] of wordsOf(words.segment(part), graphemes.segment(part), part)) {
      const word = part.slice(start, end);
      if (word.trim() !== '') tokens.push({ start: from + start, end: from + end, text: word });
    }
    from = to;
  }
  return tokens;
}

/** A line, or of a longer one as much as ends where neither word nor grapheme goes on, if there is such a place. */
function findPartEnd(text: string, from: number, segmenter: Intl.Segmenter): number {
  const limit = from + maxPartChars;
  const lineEnd = text.indexOf('\n', from) + 1 || text.length;
  if (lineEnd <= limit) return lineEnd;
  for (let at = limit; at > from; at--)
    if (isPause(text.charCodeAt(at - 1)) && isSimple(text.charCodeAt(at))) return at;
  const graphemes = segmenter.segment(text.slice(from, Math.min(lineEnd, limit + 100)));
  const start = graphemes.containing(maxPartChars)?.index;
  return start ? from + start : lineEnd;
}

/** A space, or the comma or full stop of a script that has none. */
function isPause(code: number): boolean {
  return code === 0x20 || code === 0x3001 || code === 0x3002 || code === 0xff0c;
}

/** Where the words begin and end, and what is between words. */
function* wordsOf(
  words: Intl.Segments,
  graphemes: Intl.Segments,
  part: string,
): Generator<readonly [start: number, end: number]> {
  let start = 0;
  for (const { index } of words) {
    if (index === 0 || !isGraphemeEdge(part, index, graphemes)) continue;
    yield [start, index];
    start = index;
  }
  yield [start, part.length];
}

/** A word may end within one: between a number sign of Arabic and a space, or where a dictionary cuts. */
function isGraphemeEdge(part: string, at: number, graphemes: Intl.Segments): boolean {
  if (isSimple(part.charCodeAt(at - 1)) && isSimple(part.charCodeAt(at))) return true;
  return graphemes.containing(at)?.index === at;
}

/** First and last of what there is always a grapheme's edge between, found without asking: letters and marks that combine with nothing. */
const simpleRanges = [
  [0x370, 0x482],
  [0x5d0, 0x5ea],
  [0x620, 0x64a],
  [0x905, 0x939],
  [0xe01, 0xe2e],
  [0x2010, 0x2027],
  [0x3001, 0x3029],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff60],
] as const;

function isSimple(code: number): boolean {
  if (code < 0x300) return code >= 0x20;
  return simpleRanges.some(([first, last]) => code >= first && code <= last);
}
