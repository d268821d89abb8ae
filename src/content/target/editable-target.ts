import { editableWriter } from './editable-writer.ts';
import { type Ends, endsIn, rangeOf } from './page-selection.ts';
import type { Target } from './target.ts';
import { type Walk, walk } from './text-walk.ts';
import { offsetOf, placesOf, type Span, spanOf } from './walk-places.ts';

/** The selection in what can be written into, or all of it when nothing is selected. Null when that is empty. */
export function editableTarget(focused: HTMLElement): Target | null {
  const host = editingHost(focused);
  const ends = endsIn(host);
  const whole = walk(host);
  const span = spanMeant(whole, ends);
  const text = span ? whole.text.slice(span.start, span.end) : '';
  if (!span || text.trim() === '') return null;
  const caret = ends && isCaret(ends) ? offsetOf(whole, ends.focus) : span.end;
  const writer =
    isReadOnly(host) || isCutOff(host, whole, ends)
      ? null
      : editableWriter(host, { span, text: whole.text, caret });
  return { text, anchor: () => anchorOf(host, span), writer };
}

function editingHost(element: HTMLElement): HTMLElement {
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

function spanMeant(whole: Walk, ends: Ends | null): Span | null {
  if (ends && !isCaret(ends)) return spanOf(whole, rangeOf(ends));
  const { text } = whole;
  // Empty lines at its edges are not meant.
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}

function isCaret(ends: Ends): boolean {
  return rangeOf(ends).collapsed;
}

function isReadOnly(host: HTMLElement): boolean {
  return host.ariaReadOnly === 'true' || host.ariaDisabled === 'true';
}

/** Whether a part of what was meant is not in the document, since the editor draws only what is seen. */
function isCutOff(host: HTMLElement, { undrawn }: Walk, ends: Ends | null): boolean {
  if (!ends || isCaret(ends)) return undrawn.length > 0;
  const range = rangeOf(ends);
  return undrawn.some((element) => host.contains(element) && range.intersectsNode(element));
}

function anchorOf(host: HTMLElement, span: Span): DOMRect {
  const places = placesOf(walk(host), span);
  return (places ? rangeOf(places) : host).getBoundingClientRect();
}
