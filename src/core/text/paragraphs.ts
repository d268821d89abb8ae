import { type Line, maxLineChars, splitLines } from './lines.ts';
import { isTerminated, joinRunning } from './scripts.ts';

/** Text of one paragraph, or a piece of one that is too long; pieces of the same paragraph share its number. */
export type Paragraph = { readonly text: string; readonly number: number };

const maxBlockLines = 60;
/** Characters in a line; a longer one is a paragraph, shorter ones are verse or a list. */
const widestMargin = 180;
const narrowestMargin = 24;

/**
 * The paragraphs of a text, in batches of bounded work; a batch may be empty. Lines that were wrapped at a margin are
 * joined again; headings and list items stay paragraphs of their own.
 */
export function* splitParagraphs(text: string): Generator<readonly Paragraph[]> {
  const toParagraph = paragraphMaker();
  let block: Line[] = [];
  for (const line of splitLines(text)) {
    if (line.text !== '') block.push(line);
    const isFull = block.length >= maxBlockLines || charsIn(block) >= maxLineChars;
    if (line.ending !== 'blank' && !isFull && line.text !== '') continue;
    const groups = groupLines(block);
    // A full block may end within a paragraph, whose lines then wait for the rest.
    const open = line.ending === 'line' && groups.length > 1 ? groups.pop() : [];
    yield groups.map(toParagraph);
    block = open ?? [];
  }
  if (block.length > 0) yield groupLines(block).map(toParagraph);
}

function paragraphMaker(): (lines: readonly Line[]) => Paragraph {
  let number = -1;
  let isCut = false;
  return (lines) => {
    if (!isCut) number++;
    isCut = lines.at(-1)?.ending === 'cut';
    return { text: joinRunning(lines.map((line) => line.text)), number };
  };
}

function charsIn(block: readonly Line[]): number {
  return block.reduce((sum, line) => sum + line.text.length, 0);
}

/** Bullets, numbers and letters before an item, Markdown's marks and check boxes included. */
const itemMark =
  /^(?:[-*+–—‣◦▪●○■□☐☑☒✓✔➤►]\s|[•・·]|#{1,6}\s|\(?\d{1,3}[.)]\s|\d{1,3}、|\(?[a-z][.)]\s|[A-Z]\)\s|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳])/;

/** Whether a line starts as an item of a list, or a Markdown heading, does. */
export function startsItem(line: string): boolean {
  return itemMark.test(line);
}

/** The lines of a block, those of one paragraph together. */
function groupLines(block: readonly Line[]): Line[][] {
  const isWrapped = isHardWrapped(block.map((line) => line.text));
  const longest = Math.max(0, ...block.map((line) => line.text.length));
  const groups: Line[][] = [];
  for (const line of block) {
    const group = groups.at(-1);
    const isFull = (group?.at(-1)?.text.length ?? 0) >= longest * 0.6;
    if (group && isWrapped && isFull && !startsItem(line.text)) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

/**
 * Whether the line breaks are a margin's and not the writer's: no line is long, and where a long line has no full
 * stop, the next one goes on in small letters (or, in scripts that have none, the lines are equally long).
 */
function isHardWrapped(lines: readonly string[]): boolean {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  if (longest > widestMargin || longest < narrowestMargin) return false;
  let open = 0;
  let continued = 0;
  lines.slice(1).forEach((next, i) => {
    const line = lines[i] ?? '';
    if (line.length < longest * 0.6 || isTerminated(line) || startsItem(next)) return;
    open++;
    if (/^[\p{Ll},;)]/u.test(next)) continued++;
    else if (/^\p{Lo}/u.test(next) && line.length >= longest * 0.85) continued++;
  });
  return open > 0 && continued >= open * 0.3;
}
