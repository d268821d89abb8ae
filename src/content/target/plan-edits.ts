import { commonPrefix, commonSuffix } from '../../core/text/common.ts';
import { type Edit, moveEdits } from './edits.ts';
import { lineEnd } from './lines.ts';
import { pairWords } from './pair-words.ts';

/** Whether there are as many line feeds as there should be, or only some where there should be some. */
export type Feeds = 'counted' | 'seen';

/**
 * The least that makes `wanted` of `standing`, in order: words, each by itself, so that what is kept between two of them is
 * not touched. Where line feeds are only `seen`, there are never only more or fewer of them: how far lines stand apart is
 * the page's affair then.
 */
export function planEdits(standing: string, wanted: string, feeds: Feeds): readonly Edit[] {
  const [first, rest] = commonLines(standing, wanted);
  const [before, after] = [standing, wanted].map((text) => text.slice(first, text.length - rest));
  return moveEdits(planInner(before ?? '', after ?? '', feeds), first);
}

/** The lengths of what both begin and end with, in whole lines, without the line feeds: to find words takes time. */
function commonLines(standing: string, wanted: string): [first: number, rest: number] {
  const shorter = Math.min(standing.length, wanted.length);
  let first = commonPrefix(standing, wanted);
  while (first > 0 && standing[first - 1] !== '\n') first--;
  while (first > 0 && standing[first - 1] === '\n') first--;
  let rest = Math.min(commonSuffix(standing, wanted), shorter - first);
  while (rest > 0 && standing.at(-1 - rest) !== '\n') rest--;
  return [first, rest];
}

function planInner(standing: string, wanted: string, feeds: Feeds): readonly Edit[] {
  const edits: Edit[] = [];
  let at = { before: 0, after: 0 };
  const add = (before: number, after: number) => {
    const edit = { start: at.before, end: before, text: wanted.slice(at.after, after) };
    edits.push(...leastOf(standing, edit, feeds));
    at = { before, after };
  };
  for (const { before, after } of pairWords(standing, wanted)) {
    add(before.start, after.start);
    add(before.end, after.end);
  }
  add(standing.length, wanted.length);
  return edits.flatMap((edit, i) => behindLine(standing, edit, edits[i + 1]?.start));
}

function leastOf(standing: string, edit: Edit, feeds: Feeds): Edit[] {
  const before = standing.slice(edit.start, edit.end);
  if (isSame(before, edit.text, feeds)) return [];
  const [lead, trail] = commonSpace(before, edit.text, feeds);
  const start = edit.start + lead[0].length;
  const end = edit.end - trail[0].length;
  const text = edit.text.slice(lead[1].length, edit.text.length - trail[1].length);
  return feeds === 'seen' ? byLine(standing, { start, end, text }) : [{ start, end, text }];
}

type Twice = readonly [before: string, after: string];

const nothing: Twice = ['', ''];

/**
 * White space at both ends that is the same in both texts. Where there is nothing else in one of them, it is taken once:
 * behind a new line, which so comes after a whole one, and else in front.
 */
function commonSpace(before: string, after: string, feeds: Feeds): [lead: Twice, trail: Twice] {
  const lead: Twice = [/^\s*/.exec(before)?.[0] ?? '', /^\s*/.exec(after)?.[0] ?? ''];
  const trail: Twice = [/\s*$/.exec(before)?.[0] ?? '', /\s*$/.exec(after)?.[0] ?? ''];
  const isLead = isSame(...lead, feeds);
  const isTrail = isSame(...trail, feeds);
  if (before.trim() === '' && after.trim() === '') return [nothing, commonFeeds(before, after)];
  const isOnce = before.trim() === '' || after.trim() === '';
  const isBehind = isTrail && (!isLead || trail[0].includes('\n'));
  if (isOnce && isBehind) return [nothing, trail];
  if (isOnce) return [isLead ? lead : nothing, nothing];
  return [isLead ? lead : nothing, isTrail ? trail : nothing];
}

/** Of white space alone: the line feeds that both end with. */
function commonFeeds(before: string, after: string): Twice {
  const [one = '', other = ''] = [before, after].map((space) => /\n*$/.exec(space)?.[0] ?? '');
  const common = one.length < other.length ? one : other;
  return [common, common];
}

/** Of as many lines as before, each is an edit of its own, and what is between them stays. */
function byLine(standing: string, edit: Edit): Edit[] {
  const before = linesOf(standing.slice(edit.start, edit.end));
  const after = linesOf(edit.text);
  if (before.length !== after.length) return [edit];
  return before.flatMap(({ start, text }, i) => {
    const by = after[i]?.text ?? '';
    const at = edit.start + start;
    return by === text ? [] : [{ start: at, end: at + text.length, text: by }];
  });
}

/**
 * Lines that come in before the end of one: `a.` to `b.¶c.` is as well `b¶.c` after the `a`. Told so that a new line comes
 * after a whole one, whose end is not touched; and one that begins with a space takes that along, since a page does not
 * show it there. `next`: where the next edit begins.
 */
function behindLine(standing: string, edit: Edit, next = Number.POSITIVE_INFINITY): Edit[] {
  const { start, end, text } = edit;
  const [first = '', ...others] = text.split(/(?=\n)/);
  if (others.length === 0 || next <= end) return [edit];
  const rest = standing.slice(end, lineEnd(standing, end));
  if (rest === '') return [edit];
  const isOneLine = !standing.slice(start, end).includes('\n');
  const at = end + rest.length;
  if (!isOneLine || !first.endsWith(rest) || next < at)
    return rest.startsWith(' ') ? [{ start, end: end + 1, text: `${text} ` }] : [edit];
  const head = first.slice(0, first.length - rest.length);
  const kept = head === standing.slice(start, end) ? [] : [{ start, end, text: head }];
  return [...kept, { start: at, end: at, text: others.join('') + rest }];
}

function linesOf(text: string): { start: number; text: string }[] {
  let start = 0;
  return text.split(/(\n+)/).flatMap((part, i) => {
    const line = { start, text: part };
    start += part.length;
    return i % 2 === 0 ? [line] : [];
  });
}

function isSame(before: string, after: string, feeds: Feeds): boolean {
  if (feeds === 'counted') return before === after;
  return before.replace(/\n+/g, '\n') === after.replace(/\n+/g, '\n');
}
