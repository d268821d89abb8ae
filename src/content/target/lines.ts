import type { Walk } from './text-walk.ts';

/** Line feeds between two paragraphs there: 2 where the page keeps them apart, else 1. */
export function gapAt({ pieces, isSpaced }: Walk, offset: number): 1 | 2 {
  const gaps = pieces.filter(({ kind }) => kind === 'gap');
  const before = gaps.findLast(({ at, length }) => at + length <= offset);
  const after = gaps.find(({ at }) => at >= offset);
  const lengths = [before, after].flatMap((gap) => (gap ? [gap.length] : []));
  if (lengths.length === 0) return isSpaced ? 2 : 1;
  return Math.min(...lengths) === 2 ? 2 : 1;
}

/** The end of the line that `offset` stands in. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

/** How far lines stand apart tells nothing of a text. */
export function isSameText(left: string, right: string): boolean {
  return folded(left) === folded(right);
}

/** The same for all texts that are the same. */
export function folded(text: string): string {
  return text.replace(/ *\n[ \n]*/g, '\n').trimEnd();
}

/** Lines as pages part them. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
