import { type MessageKey, t } from '../platform/text.ts';

type Props = {
  readonly label: MessageKey;
  readonly sign: string;
  readonly isEnd: boolean;
  readonly onClick: () => void;
};

/** Not disabled at the end: a disabled button would lose the keyboard's focus. */
export function StepButton({ label, sign, isEnd, onClick }: Props) {
  return (
    <button
      type="button"
      class="step"
      aria-label={t(label)}
      aria-disabled={isEnd}
      title={t(label)}
      onClick={() => isEnd || onClick()}
    >
      {sign}
    </button>
  );
}
