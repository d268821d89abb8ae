import { mannersFor, tellOfReplacement } from './editor-kinds.ts';
import { applyEdits, type Edit, mapOffset, moveEdits } from './edits.ts';
import { byLineEnds, fitEdits } from './fit-edits.ts';
import { gapAt, isSameText, lineEnd, withLineFeeds } from './lines.ts';
import { type Rounds, roundsFor } from './link-edges.ts';
import { locate, type Reading } from './locate.ts';
import { endsIn, rangeOf, select } from './page-selection.ts';
import { planEdits } from './plan-edits.ts';
import { heardOfSelection, pause } from './settle.ts';
import type { Outcome, Writer } from './target.ts';
import { type Walk, walk } from './text-walk.ts';
import { takeBack, undoAsOne } from './undo-as-one.ts';
import { offsetOf, placesOf, type Span } from './walk-places.ts';
import { type Manner, type Writing, writeEdits } from './write-edits.ts';

/** `caret`: where it was then, in the whole text of the editor. */
type Read = Reading & { readonly caret: number };

type Plan = (before: Walk, span: Span) => readonly Edit[];

/** Writes into a `contenteditable`, whatever editor is behind it, in place of what was read there. */
export function editableWriter(host: HTMLElement, read: Read): Writer {
  let readings: readonly Reading[] = [read];
  const write = async (plan: Plan, isMeant: boolean): Promise<Outcome> => {
    const before = walk(host);
    const span = host.isConnected ? locate(before.text, readings) : null;
    if (!span) return 'outdated';
    const edits = plan(before, span);
    const caret = mapOffset(caretIn(host, before, span) ?? read.caret, edits);
    const outcome = await writeAll(host, before, edits);
    if (outcome !== 'written') return outcome;
    await putCaret(host, caret);
    // What stands there, since that may differ from what was asked in how far lines stand apart.
    const { text } = walk(host);
    const end = isMeant ? text.length - (before.text.length - span.end) : span.end;
    readings = [{ text, span: { start: span.start, end } }, ...readings];
    return outcome;
  };
  return {
    replace: (by) => write((before, span) => planReplacement(before, span, by), true),
    insertBelow: (by) => write((before, span) => planBelow(before, span, by), false),
  };
}

function planBelow(before: Walk, { end }: Span, by: string): readonly Edit[] {
  const at = lineEnd(before.text, end);
  return [{ start: at, end: at, text: '\n'.repeat(gapAt(before, at)) + withLineFeeds(by) }];
}

function planReplacement(before: Walk, { start, end }: Span, by: string): readonly Edit[] {
  const feeds = before.isSpaced ? 'seen' : 'counted';
  return moveEdits(planEdits(before.text.slice(start, end), withLineFeeds(by), feeds), start);
}

async function writeAll(host: HTMLElement, before: Walk, edits: readonly Edit[]): Promise<Outcome> {
  if (edits.length === 0) return 'written';
  const wanted = applyEdits(before.text, edits);
  host.focus({ preventScroll: true });
  // Editors put their own selection back when they get the focus.
  await pause(0);
  const manners = mannersFor(host);
  const rounds = roundsOf(host, before, edits, manners[0]);
  for (const manner of manners) {
    const states: string[] = [];
    const isWritten = await writeRounds(host, rounds, { manner, states });
    tellOfReplacement(host);
    if (isWritten && (await stays(host, wanted))) {
      const written = walk(host).text;
      undoAsOne(host, { original: before.text, between: states.slice(0, -1), written });
      return 'written';
    }
    if (!(await takeBack(host, before.text, states.length))) return 'altered';
  }
  return 'refused';
}

function roundsOf(
  host: HTMLElement,
  before: Walk,
  edits: readonly Edit[],
  manner: Manner | undefined,
): Rounds {
  const fitting = fitEdits(before, edits);
  const parted = fitting.flatMap((edit) => byLineEnds(before.text, edit));
  return roundsFor(host, before, manner === 'typed' ? parted : fitting);
}

async function writeRounds(host: HTMLElement, rounds: Rounds, writing: Writing): Promise<boolean> {
  for (const edits of rounds) if (!(await writeEdits(host, edits, writing))) return false;
  return true;
}

/** Whether it is still there a moment later: a page that holds another text may draw that again. */
async function stays(host: HTMLElement, text: string): Promise<boolean> {
  await pause(stayMs);
  return host.isConnected && isSameText(walk(host).text, text);
}

const stayMs = 60;

/** The end of what is meant, where that is selected. Some editors lose theirs with the focus: then null. */
function caretIn(host: HTMLElement, before: Walk, span: Span): number | null {
  const ends = endsIn(host);
  if (!ends) return null;
  return rangeOf(ends).collapsed ? offsetOf(before, ends.focus) : span.end;
}

async function putCaret(host: HTMLElement, offset: number): Promise<void> {
  const place = placesOf(walk(host), { start: offset, end: offset });
  if (!place) return;
  select(place);
  await heardOfSelection();
}
