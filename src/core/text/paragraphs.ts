import { type Line, maxLineChars, splitLines } from './lines.ts';
import { isTerminated, joinRunning } from './scripts.ts';

/** Text of one paragraph, or a piece of one that is too long; pieces of the same paragraph share its number. */
export type Paragraph = { readonly text: string; readonly number: number };

const maxBlockLines = 60;

/**
 * The paragraphs of a text, in batches of bounded work; a batch may be empty. Lines that were wrapped at a margin are
 * joined again; headings and list items stay paragraphs of their own.
 */
export function* splitParagraphs(text: string): Generator<readonly Paragraph[]> {
  let block: Line[] = [];
  let chars = 0;
  let number = 0;
  for (const line of splitLines(text)) {
    if (line.text !== '') block.push(line);
    chars += line.text.length;
    const isFull = block.length >= maxBlockLines || chars >= maxLineChars;
    if (line.ending !== 'blank' && !isFull && line.text !== '') continue;
    const batch = joinLines(block, number);
    number = (batch.at(-1)?.number ?? number - 1) + (block.at(-1)?.ending === 'cut' ? 0 : 1);
    block = [];
    chars = 0;
    yield batch;
  }
  if (block.length > 0) yield joinLines(block, number);
}

/** Bullets, numbers and letters before an item, Markdown's marks and check boxes included. */
const itemMark =
  /^(?:[-*+–—‣◦▪●○■□☐☑☒✓✔➤►]\s|[•・·]|#{1,6}\s|\(?\d{1,3}[.)]\s|\d{1,3}、|\(?[a-z][.)]\s|[A-Z]\)\s|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳])/;

/** Whether a line starts as an item of a list, or a Markdown heading, does. */
export function startsItem(line: string): boolean {
  return itemMark.test(line);
}

function joinLines(block: readonly Line[], firstNumber: number): Paragraph[] {
  const isWrapped = isHardWrapped(block.map((line) => line.text));
  const longest = longestOf(block);
  const paragraphs: { lines: string[]; number: number }[] = [];
  let previous: Line | undefined;
  for (const line of block) {
    const current = paragraphs.at(-1);
    const isFull = previous !== undefined && previous.text.length >= longest * 0.6;
    if (current && isWrapped && isFull && !startsItem(line.text)) current.lines.push(line.text);
    else {
      const step = previous?.ending === 'cut' ? 0 : 1;
      const number = current ? current.number + step : firstNumber;
      paragraphs.push({ lines: [line.text], number });
    }
    previous = line;
  }
  return paragraphs.map(({ lines, number }) => ({ text: joinRunning(lines), number }));
}

/**
 * Whether the line breaks are a margin's and not the writer's: no line is long, and where a long line has no full
 * stop, the next one goes on in small letters (or, in scripts that have none, the lines are equally long).
 */
function isHardWrapped(lines: readonly string[]): boolean {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  if (longest > 110 || longest < 24) return false;
  let open = 0;
  let continued = 0;
  lines.slice(1).forEach((next, i) => {
    const line = lines[i] ?? '';
    if (line.length < longest * 0.6 || isTerminated(line) || startsItem(next)) return;
    open++;
    if (/^[\p{Ll},;)]/u.test(next)) continued++;
    else if (/^\p{Lo}/u.test(next) && line.length >= longest * 0.85) continued++;
  });
  return open > 0 && continued >= open * 0.4;
}

function longestOf(block: readonly Line[]): number {
  return Math.max(0, ...block.map((line) => line.text.length));
}
