import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type Change, piecesOf } from '../core/changes.ts';
import { t } from '../platform/text.ts';
import { ChangeBar } from './ChangeBar.tsx';
import { ChangeMark, changeText } from './ChangeMark.tsx';
import { decisionOf, moveOf } from './change-keys.ts';
import { isMostlyNew } from './review.ts';

type Props = {
  readonly original: string;
  readonly changes: readonly Change[];
  readonly rejected: ReadonlySet<number>;
  /** The original with the changes that are accepted. */
  readonly text: string;
  readonly onDecide: (indices: Iterable<number>, isAccepted: boolean) => void;
};

/** An answer as changes of the text, each of which can be taken or left; or as the text that comes of it. */
export function ChangesView({ original, changes, rejected, text, onDecide }: Props) {
  const current = useSignal(0);
  // Where hardly a word was left, one reads the new text and not what is crossed out.
  const isPreview = useSignal(isMostlyNew(original, changes));
  /** For screen readers, when the focus stays on a button of the bar. */
  const said = useSignal('');
  const box = useRef<HTMLElement>(null);
  const markAt = (index: number) =>
    box.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const within = (index: number) => Math.min(Math.max(0, index), changes.length - 1);

  const stepTo = (index: number) => {
    current.value = within(index);
    said.value = changeText(changes, current.value);
    markAt(current.value)?.scrollIntoView({ block: 'nearest' });
  };
  const decideByBar = (isAccepted: boolean) => {
    onDecide([current.value], isAccepted);
    stepTo(current.value + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveOf(event, current.value, changes.length);
    const decision = decisionOf(event, !rejected.has(current.value));
    if (move === null && decision === null) return;
    event.preventDefault();
    if (decision !== null) onDecide([current.value], decision);
    if (move !== null) markAt(within(move))?.focus();
  };
  const toggle = (index: number) => {
    current.value = index;
    onDecide([index], rejected.has(index));
  };
  return (
    <>
      <ChangeBar
        {...{ changes, rejected, isPreview: isPreview.value, current: current.value }}
        onStep={(by) => stepTo(current.value + by)}
        onDecide={decideByBar}
        onDecideAll={(isAccepted) => onDecide(changes.keys(), isAccepted)}
        onPreview={(wanted) => {
          isPreview.value = wanted;
        }}
      />
      <p class="unseen" role="status">
        {said.value}
      </p>
      {isPreview.value ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without the focus no key could scroll it
        <section class="text" aria-label={t('result_label')} tabIndex={0} dir="auto">
          {text}
        </section>
      ) : (
        <section
          ref={box}
          class="text"
          aria-label={t('changes_label')}
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
                isCurrent={piece.index === current.value}
                onFocus={() => {
                  current.value = piece.index;
                }}
                onToggle={() => toggle(piece.index)}
              />
            ),
          )}
        </section>
      )}
      <Reason text={changes[current.value]?.reason} />
    </>
  );
}

function Reason({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <p class="reason">{text}</p>;
}
