import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import type { Change } from '../core/changes.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { markIn, within } from './ChangedText.tsx';
import { changeText } from './ChangeMark.tsx';
import { StepButton } from './StepButton.tsx';
import { number } from './texts.ts';

type Props = {
  readonly changes: readonly Change[];
  readonly rejected: ReadonlySet<number>;
  readonly current: Signal<number>;
  /** Where they are shown. */
  readonly box: RefObject<HTMLElement | null>;
  readonly isPreview: boolean;
  readonly onPreview: (isPreview: boolean) => void;
  readonly onDecide: (indices: Iterable<number>, isAccepted: boolean) => void;
};

/** Goes through the changes and decides about them. */
export function ChangeBar(props: Props) {
  const { changes, rejected, isPreview, box, onPreview, onDecide } = props;
  const current = props.current.value;
  /** For screen readers: the focus stays on the button. */
  const said = useSignal('');
  const stepTo = (index: number) => {
    const to = within(changes, index);
    props.current.value = to;
    said.value = changeText(changes, to);
    markIn(box.current, to)?.scrollIntoView({ block: 'nearest' });
  };
  const decide = (isAccepted: boolean) => {
    onDecide([current], isAccepted);
    stepTo(current + 1);
  };
  return (
    <div class="changes" role="toolbar" aria-label={t('changes_label')} title={t('changes_keys')}>
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
          <Toggle
            label="change_accept"
            isOn={!rejected.has(current)}
            onClick={() => decide(true)}
          />
          <Toggle
            label="change_reject"
            isOn={rejected.has(current)}
            onClick={() => decide(false)}
          />
        </div>
      )}
      <div>
        <Toggle
          label="change_accept_all"
          isOn={rejected.size === 0}
          onClick={() => onDecide(changes.keys(), true)}
        />
        <Toggle
          label="change_reject_all"
          isOn={rejected.size === changes.length}
          onClick={() => onDecide(changes.keys(), false)}
        />
        <Toggle label="change_preview" isOn={isPreview} onClick={() => onPreview(!isPreview)} />
      </div>
      <p class="unseen" role="status">
        {said.value}
      </p>
    </div>
  );
}

type ToggleProps = {
  readonly label: MessageKey;
  readonly isOn: boolean;
  readonly onClick: () => void;
};

function Toggle({ label, isOn, onClick }: ToggleProps) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onClick}>
      {t(label)}
    </button>
  );
}
