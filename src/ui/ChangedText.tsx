import type { Ref } from 'preact';
import { type Change, piecesOf } from '../core/changes.ts';
import { t } from '../platform/text.ts';
import { ChangeMark } from './ChangeMark.tsx';
import { decisionOf, moveOf } from './change-keys.ts';

type Props = {
  readonly original: string;
  readonly changes: readonly Change[];
  readonly rejected: ReadonlySet<number>;
  /** The one that the keyboard comes to. */
  readonly current: number;
  readonly box: Ref<HTMLElement | null>;
  readonly onCurrent: (index: number) => void;
  readonly onDecide: (index: number, isAccepted: boolean) => void;
};

/** The text with its changes in their places, each of them crossed out and written in. */
export function ChangedText(props: Props) {
  const { original, changes, rejected, current, onCurrent, onDecide } = props;
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const move = moveOf(event, current, changes.length);
    const decision = decisionOf(event, !rejected.has(current));
    if (move === null && decision === null) return;
    event.preventDefault();
    if (decision !== null) onDecide(current, decision);
    if (move !== null) markIn(event.currentTarget, within(changes, move))?.focus();
  };
  return (
    <section
      ref={props.box}
      class="text"
      aria-label={t('changes_label')}
      aria-description={t('changes_keys')}
      // Its language is not that of the words around it, and not known here.
      lang=""
      dir="auto"
      onKeyDown={onKeyDown}
    >
      {piecesOf(original, changes).map((piece) =>
        piece.type === 'same' ? (
          piece.text
        ) : (
          <ChangeMark
            key={piece.index}
            {...{ changes, index: piece.index }}
            isAccepted={!rejected.has(piece.index)}
            isCurrent={piece.index === current}
            onFocus={() => onCurrent(piece.index)}
            onToggle={() => onDecide(piece.index, rejected.has(piece.index))}
          />
        ),
      )}
    </section>
  );
}

export function markIn(box: Element | null, index: number): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

/** The nearest index that there is. */
export function within(changes: readonly Change[], index: number): number {
  return Math.min(Math.max(0, index), changes.length - 1);
}
