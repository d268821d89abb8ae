import type { Target, Writer } from './target.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Input types that are text and tell their selection. `password` is never read. */
const textTypes = new Set(['text', 'search', 'url', 'tel']);

export function isTextField(element: Element | null): element is TextField {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && textTypes.has(element.type);
}

/** Its selection reads as bullets, but even their number is nobody's business. */
export function isSecret(element: Element | null): boolean {
  return element instanceof HTMLInputElement && element.type === 'password';
}

/** The selection in a text field, or its whole value when nothing is selected. Null when that is empty. */
export function fieldTarget(field: TextField): Target | null {
  const isWhole = field.selectionStart === field.selectionEnd;
  const start = isWhole ? 0 : (field.selectionStart ?? 0);
  const end = isWhole ? field.value.length : (field.selectionEnd ?? 0);
  const text = field.value.slice(start, end);
  if (text.trim() === '') return null;
  return {
    text,
    anchor: () => field.getBoundingClientRect(),
    writer:
      field.readOnly || field.disabled
        ? null
        : { replace: replacer(field, start, text), insertBelow: null },
  };
}

/** Replaces the text, and what it put in its place the time before, as long as nobody has changed the field since. */
function replacer(field: TextField, start: number, text: string): Writer['replace'] {
  let last = { value: field.value, standing: text };
  return async (by) => {
    const fitting = field instanceof HTMLInputElement ? inOneLine(by) : by;
    // After Ctrl+Z the first text stands there again.
    const standing = field.value === last.value ? last.standing : text;
    if (!replaceIn(field, { start, text: standing, by: fitting })) return 'refused';
    last = { value: field.value, standing: fitting };
    return 'written';
  };
}

type Replacement = { readonly start: number; readonly text: string; readonly by: string };

function replaceIn(field: TextField, { start, text, by }: Replacement): boolean {
  const end = start + text.length;
  if (!field.isConnected || field.value.slice(start, end) !== text) return false;
  const expected = field.value.slice(0, start) + by + field.value.slice(end);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  // Deprecated, and the only way that lands in the page's own undo stack and fires the events that editors listen to.
  document.execCommand('insertText', false, by);
  return field.value === expected;
}

/** An `input` drops line breaks and would glue the words on both sides together. */
function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
