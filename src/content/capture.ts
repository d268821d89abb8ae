import { AppError } from '../core/errors.ts';
import type { Source } from '../protocol/contract.ts';
import { editableTarget } from './target/editable-target.ts';
import { fieldTarget, isTextField } from './target/field-target.ts';
import { isSeen } from './target/is-seen.ts';
import { isSecret } from './target/secret-field.ts';
import type { Target } from './target/target.ts';

/** The element with the focus, inside open shadow roots too. */
export function focusedElement(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/** What a gesture meant: a text and where it stands, or the whole page. */
export type Captured = Target | 'page';

/**
 * What `source` means here, `focused` being the element with the focus. Throws `text-empty` where a selection was asked
 * for and there is none.
 */
export function capture(source: Source, focused: Element | null): Captured {
  if (source === 'page') return 'page';
  const target = isSecret(focused) ? null : (editorTarget(focused) ?? selectionTarget());
  if (target) return target;
  if (source === 'auto') return 'page';
  throw new AppError('text-empty', 'Nothing is selected.');
}

function editorTarget(focused: Element | null): Target | null {
  if (!focused || !isSeen(focused)) return null;
  if (isTextField(focused)) return fieldTarget(focused);
  return focused instanceof HTMLElement && focused.isContentEditable
    ? editableTarget(focused)
    : null;
}

function selectionTarget(): Target | null {
  const selection = document.getSelection();
  const text = selection?.toString() ?? '';
  if (!selection || selection.rangeCount === 0 || text.trim() === '') return null;
  const range = selection.getRangeAt(0).cloneRange();
  return { text, anchor: () => range.getBoundingClientRect(), writer: null };
}
