import type { Target } from './target.ts';

/** The selection in a plain `contenteditable`, or all of it when nothing is selected. Null when that is empty. */
export function editableTarget(focused: HTMLElement): Target | null {
  const host = editingHost(focused);
  const range = selectedRange(host) ?? wholeRange(host);
  const text = textOf(range, host);
  if (text.trim() === '') return null;
  let standing = text;
  return {
    text,
    anchor: () => range.getBoundingClientRect(),
    writer: {
      replace: async (by) => {
        const done = replaceIn(host, range, { text: standing, by });
        if (done) standing = by;
        return done ? 'written' : 'refused';
      },
      insertBelow: null,
    },
  };
}

function editingHost(element: HTMLElement): HTMLElement {
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

function selectedRange(host: HTMLElement): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return host.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
}

function wholeRange(host: HTMLElement): Range {
  const range = document.createRange();
  range.selectNodeContents(host);
  return range;
}

/**
 * As a person sees it, with its line breaks: `Range.toString()` would run paragraphs together. Only a selection can tell,
 * so the range is selected for a moment; the person's own caret stays where it was.
 */
function textOf(range: Range, host: HTMLElement): string {
  const selection = document.getSelection();
  if (!selection) return host.innerText;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  select(range);
  const text = selection.toString();
  if (anchorNode && focusNode)
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  return text === '' ? host.innerText : text;
}

type Replacement = { readonly text: string; readonly by: string };

/** Afterwards `range` holds what was written, so that it can be replaced again. */
function replaceIn(host: HTMLElement, range: Range, { text, by }: Replacement): boolean {
  const selection = document.getSelection();
  if (!selection || !host.isConnected || !host.contains(range.commonAncestorContainer))
    return false;
  host.focus({ preventScroll: true });
  select(range);
  if (folded(selection.toString()) !== folded(text)) return false;
  // Never `textContent`: editors lose their state. This goes through the page's own undo stack and input events.
  document.execCommand('insertText', false, by);
  if (!folded(host.innerText).includes(folded(by))) return false;
  if (selection.focusNode) range.setEnd(selection.focusNode, selection.focusOffset);
  return true;
}

function select(range: Range): void {
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range.cloneRange());
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
