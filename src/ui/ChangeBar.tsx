import type { Change } from '../core/changes.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { StepButton } from './StepButton.tsx';
import { number } from './texts.ts';

type Props = {
  readonly changes: readonly Change[];
  readonly rejected: ReadonlySet<number>;
  readonly current: number;
  readonly isPreview: boolean;
  readonly onStep: (by: 1 | -1) => void;
  /** About the current one. */
  readonly onDecide: (isAccepted: boolean) => void;
  readonly onDecideAll: (isAccepted: boolean) => void;
  readonly onPreview: (isPreview: boolean) => void;
};

/** Goes through the changes and decides about them. */
export function ChangeBar(props: Props) {
  const { changes, rejected, current, isPreview } = props;
  const count = changes.length;
  return (
    <div class="changes" role="toolbar" aria-label={t('changes_label')} title={t('changes_keys')}>
      {!isPreview && (
        <div>
          <StepButton
            label="change_previous"
            sign="‹"
            isEnd={current === 0}
            onClick={() => props.onStep(-1)}
          />
          <span>{t('change_position', number(current + 1), number(count))}</span>
          <StepButton
            label="change_next"
            sign="›"
            isEnd={current === count - 1}
            onClick={() => props.onStep(1)}
          />
          <Toggle
            label="change_accept"
            isOn={!rejected.has(current)}
            onClick={() => props.onDecide(true)}
          />
          <Toggle
            label="change_reject"
            isOn={rejected.has(current)}
            onClick={() => props.onDecide(false)}
          />
        </div>
      )}
      <div>
        <Toggle
          label="change_accept_all"
          isOn={rejected.size === 0}
          onClick={() => props.onDecideAll(true)}
        />
        <Toggle
          label="change_reject_all"
          isOn={rejected.size === count}
          onClick={() => props.onDecideAll(false)}
        />
        <Toggle
          label="change_preview"
          isOn={isPreview}
          onClick={() => props.onPreview(!isPreview)}
        />
      </div>
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
