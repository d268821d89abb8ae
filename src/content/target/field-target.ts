import { applyEdits, type Edit, mapOffset, moveEdits } from './edits.ts';
import { lineEnd, withLineFeeds } from './lines.ts';
import { locate, type Reading } from './locate.ts';
import { planEdits } from './plan-edits.ts';
import { comesTrue, pause } from './settle.ts';
import type { Outcome, Target, Writer } from './target.ts';
import type { Span } from './walk-places.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Input types that are text and tell their selection. `password` is never read. */
const textTypes = new Set(['text', 'search', 'url', 'tel']);

export function isTextField(element: Element | null): element is TextField {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && textTypes.has(element.type);
}

/** The selection in a text field, or its whole value when nothing is selected. Null when that is empty. */
export function fieldTarget(field: TextField): Target | null {
  const { value } = field;
  const selected = { start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 };
  const { start, end } =
    selected.start === selected.end ? { start: 0, end: value.length } : selected;
  const text = value.slice(start, end);
  if (text.trim() === '') return null;
  return {
    text,
    anchor: () => field.getBoundingClientRect(),
    writer:
      field.readOnly || field.disabled
        ? null
        : fieldWriter(field, { text: value, span: { start, end } }),
  };
}

function fieldWriter(field: TextField, read: Reading): Writer {
  let readings: readonly Reading[] = [read];
  const place = async (plan: (span: Span) => readonly Edit[], isMeant: boolean) => {
    const span = field.isConnected ? locate(field.value, readings) : null;
    if (!span) return 'outdated';
    const rest = field.value.length - span.end;
    const outcome = await write(field, plan(span), span);
    if (outcome !== 'written') return outcome;
    const end = isMeant ? field.value.length - rest : span.end;
    readings = [{ text: field.value, span: { start: span.start, end } }, ...readings];
    return outcome;
  };
  const replace = (by: string) => place((span) => planReplacement(field.value, span, by), true);
  if (field instanceof HTMLInputElement)
    return { replace: (by) => replace(inOneLine(by)), insertBelow: null };
  const insertBelow = (by: string) => place(({ end }) => planBelow(field.value, end, by), false);
  return { replace, insertBelow };
}

function planReplacement(value: string, { start, end }: Span, by: string): readonly Edit[] {
  return moveEdits(planEdits(value.slice(start, end), withLineFeeds(by), 'counted'), start);
}

function planBelow(value: string, offset: number, by: string): readonly Edit[] {
  const end = lineEnd(value, offset);
  return [{ start: end, end, text: `\n${withLineFeeds(by)}` }];
}

/** As one edit from the first to the last, since there is no format to keep in between: one step to undo. */
async function write(field: TextField, edits: readonly Edit[], span: Span): Promise<Outcome> {
  const [first, last] = [edits.at(0), edits.at(-1)];
  if (!first || !last) return 'written';
  const before = field.value;
  const wanted = applyEdits(before, edits);
  if (field.readOnly || !takesFocus(field) || isTooLong(field, wanted)) return 'refused';
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  const caret = mapOffset(start === end ? start : span.end, edits);
  const tail = before.length - last.end;
  const text = wanted.slice(first.start, wanted.length - tail);
  const isTyped = put(field, { ...first, end: last.end, text });
  const isWritten = await comesTrue(() => field.value === wanted, drawMs);
  // A page that holds another value may draw that again.
  await pause(stayMs);
  if (isWritten && field.value === wanted) {
    field.setSelectionRange(caret, caret);
    return 'written';
  }
  if (field.value !== before) takeBack(field, before, isTyped);
  return field.value === before ? 'refused' : 'altered';
}

const drawMs = 300;
const stayMs = 60;

/**
 * Not while it is hidden, disabled or inert, or its page moves the focus on: what is put there then, no undo of the page
 * could take back, and another field might get it.
 */
function takesFocus(field: TextField): boolean {
  field.focus({ preventScroll: true });
  return hasFocus(field);
}

/** A page can put more into a field than a person may. */
function isTooLong({ maxLength }: TextField, text: string): boolean {
  return maxLength >= 0 && text.length > maxLength;
}

/** Whether it was typed, and so can be undone. */
function put(field: TextField, { start, end, text }: Edit): boolean {
  field.setSelectionRange(start, end);
  const { value } = field;
  // Deprecated, and the only way that lands in the page's own undo stack and fires the events that editors listen to.
  if (text === '') document.execCommand('delete');
  else document.execCommand('insertText', false, text);
  if (field.value !== value) return true;
  set(field, { start, end, text });
  return false;
}

function takeBack(field: TextField, text: string, isTyped: boolean): void {
  if (!isTyped) set(field, { start: 0, end: field.value.length, text });
  else if (hasFocus(field)) document.execCommand('undo');
}

function set(field: TextField, { start, end, text }: Edit): void {
  field.setRangeText(text, start, end, 'end');
  const event = { inputType: 'insertReplacementText', data: text, bubbles: true, composed: true };
  field.dispatchEvent(new InputEvent('input', event));
}

function hasFocus(field: TextField): boolean {
  const root = field.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === field;
}

/** An `input` drops line breaks and would glue the words on both sides together. */
function inOneLine(text: string): string {
  return withLineFeeds(text).replace(/\s*\n\s*/g, ' ');
}
