import { paste, perform, type Step } from './editor-command.ts';
import { applyEdits, type Edit } from './edits.ts';
import { gapAt, isSameText } from './lines.ts';
import { type Ends, select } from './page-selection.ts';
import { comesTrue, heardOfSelection } from './settle.ts';
import { walk } from './text-walk.ts';
import { placesOf } from './walk-places.ts';

/**
 * How an editor wants to be written to. `typed`: each step when it is done with the one before. `at-once`: it reads its own
 * element, and what it finds there at one time is one change to undo. `pasted`: it knows neither.
 */
export type Manner = 'typed' | 'at-once' | 'pasted';

/** `states`: the text after each step that was made, which is added here. */
export type Writing = { readonly manner: Manner; readonly states: string[] };

/**
 * Makes the edits, last to first, so that the offsets of those to come still hold. False as soon as there is another text
 * than there should be.
 */
export async function writeEdits(
  host: HTMLElement,
  edits: readonly Edit[],
  { manner, states }: Writing,
): Promise<boolean> {
  const before = walk(host);
  const isWaiting = manner !== 'at-once';
  for (const [index, edit] of [...edits.entries()].reverse()) {
    // What stands before the edits that were made is where it was, unless the editor has drawn it anew.
    const known = placesOf(before, edit);
    const text = before.text.slice(edit.start, edit.end);
    const place = known && holds(host, known, text) ? known : placesOf(walk(host), edit);
    if (!place) return false;
    select(place);
    if (isWaiting || index === edits.length - 1) await heardOfSelection();
    const base = applyEdits(before.text, edits.slice(index + 1));
    for (const { done, act } of movesFor(host, edit, gapAt(before, edit.start), manner)) {
      const state = applyEdits(base, [{ ...edit, text: done }]);
      const standing = isWaiting ? walk(host).text : null;
      act();
      states.push(state);
      if (standing !== null && !(await comesToBe(host, state, standing))) return false;
    }
  }
  return shows(host, applyEdits(before.text, edits));
}

function holds(host: HTMLElement, { anchor, focus }: Ends, text: string): boolean {
  const { node } = anchor;
  if (node !== focus.node || !(node instanceof Text) || text === '') return false;
  const standing = node.data.slice(anchor.offset, focus.offset).replaceAll('\u00a0', ' ');
  return host.contains(node) && standing === text;
}

/** How long an editor may take for one step. */
const stepMs = 500;

/** Of an empty line more nothing else tells than that the text is another than the one that stood there. */
async function comesToBe(host: HTMLElement, text: string, standing: string): Promise<boolean> {
  if (text !== standing && isSameText(text, standing))
    await comesTrue(() => walk(host).text !== standing, stepMs);
  return shows(host, text);
}

function shows(host: HTMLElement, text: string): Promise<boolean> {
  return comesTrue(() => isSameText(walk(host).text, text), stepMs);
}

/** `done`: what of the edit's text stands there afterwards. */
type Move = { readonly done: string; readonly act: () => void };

function movesFor(host: HTMLElement, edit: Edit, gap: 1 | 2, manner: Manner): Move[] {
  if (manner === 'pasted') {
    const text = edit.text.replace(/\n+/g, (run) => '\n'.repeat(Math.ceil(run.length / gap)));
    return [{ done: edit.text, act: () => paste(host, text) }];
  }
  let done = '';
  return stepsOf(edit, gap).map(([part, step]) => {
    done += part;
    return { done, act: () => perform(host, step) };
  });
}

function stepsOf({ start, end, text }: Edit, gap: 1 | 2): [part: string, step: Step][] {
  const steps = text.split(/(\n+)/).flatMap((part): [string, Step][] => {
    if (part === '') return [];
    if (!part.startsWith('\n')) return [[part, { type: 'insertText', data: part }]];
    if (part.length < gap) return [[part, { type: 'insertLineBreak' }]];
    const count = Math.ceil(part.length / gap);
    return Array.from({ length: count }, () => ['\n'.repeat(gap), { type: 'insertParagraph' }]);
  });
  const isTyped = start === end || steps[0]?.[1].type === 'insertText';
  return isTyped ? steps : [['', { type: 'deleteContentBackward' }], ...steps];
}
