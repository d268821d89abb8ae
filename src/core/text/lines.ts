import { findCut } from './cut.ts';
import { isSpaceCode } from './scripts.ts';

/** No line, paragraph or step of work is longer, so that whoever walks a text can stop between steps. */
export const maxLineChars = 2000;

/** A line with its white space folded; a line longer than `maxLineChars` comes in pieces. */
export type Line = {
  readonly text: string;
  /** What follows: the rest of the same line, the next line, or a blank one (or the end). */
  readonly ending: 'cut' | 'line' | 'blank';
};

/** The lines of a text. Blank ones are told by `ending`; where there are very many of them, as empty lines as well. */
export function* splitLines(text: string): Generator<Line> {
  for (let from = 0; from < text.length; ) {
    const limit = Math.min(text.length, from + maxLineChars);
    const stop = findBreak(text, from, limit);
    if (stop === limit && limit < text.length) {
      const cut = findCut(text, from, limit);
      yield { text: fold(text.slice(from, cut)), ending: 'cut' };
      from = cut;
    } else {
      const next = skipSpace(text, stop);
      const isBlank = next.breaks > 1 || next.at === text.length;
      yield { text: fold(text.slice(from, stop)), ending: isBlank ? 'blank' : 'line' };
      from = next.at;
    }
  }
}

/** One space for every stretch of white space, and none at the ends. */
function fold(text: string): string {
  return text.replace(/[\s\u0085]+/g, ' ').trim();
}

function findBreak(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && !isBreakCode(text.charCodeAt(at))) at++;
  return at;
}

function skipSpace(text: string, from: number): { at: number; breaks: number } {
  const limit = Math.min(text.length, from + 10 * maxLineChars);
  let at = from;
  let breaks = 0;
  for (; at < limit && isSpaceCode(text.charCodeAt(at)); at++) {
    const code = text.charCodeAt(at);
    const isPair = code === 0x0a && text.charCodeAt(at - 1) === 0x0d && at > from;
    if (isBreakCode(code) && !isPair) breaks += code === 0x2029 ? 2 : 1;
  }
  return { at, breaks };
}

function isBreakCode(code: number): boolean {
  if (code < 0x80) return code >= 0x0a && code <= 0x0d;
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}
