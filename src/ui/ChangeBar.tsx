import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import type { Change } from '../core/changes.ts';
import { t } from '../platform/text.ts';
import { markIn, within } from './ChangedText.tsx';
import { changeText } from './ChangeMark.tsx';
import { StepButton } from './StepButton.tsx';
import { number } from './texts.ts';

type Props = {
  readonly changes: readonly Change[];
  readonly current: Signal<number>;
  /** Where they are shown. */
  readonly box: RefObject<HTMLElement | null>;
  readonly isPreview: boolean;
  readonly onPreview: (isPreview: boolean) => void;
  readonly onTouch: () => void;
  readonly onDecide: (indices: Iterable<number>, isAccepted: boolean) => void;
};

/** Goes through the changes and decides about them. */
export function ChangeBar(props: Props) {
  const { changes, isPreview, box, onPreview, onDecide } = props;
  const current = props.current.value;
  /** For screen readers: the focus stays on the button. */
  const said = useSignal('');
  const stepTo = (index: number) => {
    const to = within(changes, index);
    props.current.value = to;
    said.value = changeText(changes, to);
    markIn(box.current, to)?.scrollIntoView({ block: 'center' });
  };
  const decide = (isAccepted: boolean) => {
    onDecide([current], isAccepted);
    stepTo(current + 1);
    said.value = `${t(isAccepted ? 'change_accepted' : 'change_rejected')} ${said.value}`;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a `fieldset` is for a form
    // biome-ignore lint/a11y/useKeyWithClickEvents: its buttons hear the keys, and click
    <div class="changes" role="group" aria-label={t('changes_label')} onClick={props.onTouch}>
      {!isPreview && (
        <div>
          <StepButton
            label="change_previous"
            sign="‹"
            isEnd={current === 0}
            onClick={() => stepTo(current - 1)}
          />
          <span>{t('change_position', number(current + 1), number(changes.length))}</span>
          <StepButton
            label="change_next"
            sign="›"
            isEnd={current === changes.length - 1}
            onClick={() => stepTo(current + 1)}
          />
          <button type="button" onClick={() => decide(true)}>
            {t('change_accept')}
          </button>
          <button type="button" onClick={() => decide(false)}>
            {t('change_reject')}
          </button>
        </div>
      )}
      <div>
        <button type="button" onClick={() => onDecide(changes.keys(), true)}>
          {t('change_accept_all')}
        </button>
        <button type="button" onClick={() => onDecide(changes.keys(), false)}>
          {t('change_reject_all')}
        </button>
        <button type="button" aria-pressed={isPreview} onClick={() => onPreview(!isPreview)}>
          {t('change_preview')}
        </button>
      </div>
      <p class="unseen" role="status">
        {said.value}
      </p>
    </div>
  );
}
