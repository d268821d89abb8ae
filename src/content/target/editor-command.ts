import { endsIn, rangeOf } from './page-selection.ts';

/** One thing that a person does at the keyboard. */
export type Step =
  | { readonly type: 'insertText'; readonly data: string }
  | { readonly type: 'insertLineBreak' | 'insertParagraph' | 'deleteContentBackward' };

/**
 * Does at the selection what the browser does when a person types: it asks the page first, and does it unless the page
 * did. A command alone does not ask, and editors with a model of their own do not hear of it. Deprecated, and the only way
 * that lands in the page's own undo stack.
 */
export function perform(host: HTMLElement, step: Step): void {
  const ends = endsIn(host);
  if (!ends) return;
  const data = 'data' in step ? step.data : null;
  const asked = new InputEvent('beforeinput', {
    inputType: step.type,
    data,
    targetRanges: [new StaticRange(rangeOf(ends))],
    ...passing,
  });
  const { node } = ends.anchor;
  const at = node instanceof Element ? node : node.parentElement;
  if (!(at ?? host).dispatchEvent(asked)) return;
  const command = step.type === 'deleteContentBackward' ? 'delete' : step.type;
  document.execCommand(command, false, data ?? undefined);
}

/** Gives the text to whoever takes pastes: an event that is not the browser's own does nothing by itself. */
export function paste(host: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  // A paste of nothing leaves what is selected. What is cut goes into this event's clipboard, not the person's.
  const type = text === '' ? 'cut' : 'paste';
  const node = endsIn(host)?.anchor.node;
  const at = node instanceof Element ? node : node?.parentElement;
  (at ?? host).dispatchEvent(new ClipboardEvent(type, { clipboardData, ...passing }));
}

/** As the events of the browser's own are. */
export const passing = { bubbles: true, cancelable: true, composed: true } as const;
