import type { Change } from '../core/changes.ts';
import { t } from '../platform/text.ts';
import { hasSelection } from './selection.ts';
import { number } from './texts.ts';

type Props = {
  readonly changes: readonly Change[];
  readonly index: number;
  readonly isAccepted: boolean;
  /** The one that the keyboard comes to. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
};

/** One change in its place in the text. */
export function ChangeMark({ changes, index, isAccepted, isCurrent, onFocus, onToggle }: Props) {
  const change = changes[index];
  if (!change) return null;
  const toggle = (event: MouseEvent & { currentTarget: HTMLElement }) => {
    // The end of a selection is no wish to change something.
    if (!hasSelection(event.currentTarget)) onToggle();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an `input` holds no text, and that of a button cannot be selected
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text around it hears the keys
    <span
      class="change"
      role="checkbox"
      aria-checked={isAccepted}
      aria-label={changeText(changes, index)}
      title={change.reason}
      data-index={index}
      data-current={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={toggle}
    >
      {change.before !== '' && <del>{change.before}</del>}
      {change.after !== '' && <ins>{change.after}</ins>}
    </span>
  );
}

/** A change in words. */
export function changeText(changes: readonly Change[], index: number): string {
  const { before = '', after = '', reason } = changes[index] ?? {};
  const place = [number(index + 1), number(changes.length)];
  const [from, to] = [before.trim(), after.trim()];
  const words =
    from === ''
      ? t('change_inserted', ...place, to)
      : to === ''
        ? t('change_deleted', ...place, from)
        : t('change_replaced', ...place, from, to);
  return reason === undefined ? words : `${words}. ${reason}`;
}
