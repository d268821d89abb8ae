import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../platform/text.ts';

type Props = {
  readonly label: string;
  /** Where the label alone leaves open what it is about. */
  readonly ariaLabel?: string;
  readonly question: string;
  readonly onConfirm: () => void;
};

/** Deletes, and asks once more: a download of hundreds of megabytes is lost by one click otherwise. */
export function ConfirmedButton({ label, ariaLabel, question, onConfirm }: Props) {
  const asking = useSignal(false);
  const answered = useRef(false);
  const next = useRef<HTMLButtonElement>(null);
  const ask = (whether: boolean) => () => {
    answered.current = true;
    asking.value = whether;
  };
  // The button that had the keyboard's focus is gone with each of its two faces.
  useLayoutEffect(() => {
    if (answered.current) next.current?.focus();
  }, [asking.value]);
  if (!asking.value)
    return (
      <button type="button" ref={next} aria-label={ariaLabel} onClick={ask(true)}>
        {label}
      </button>
    );
  return (
    <>
      <p>{question}</p>
      <button type="button" onClick={onConfirm}>
        {t('model_delete_confirm')}
      </button>
      <button type="button" ref={next} onClick={ask(false)}>
        {t('model_cancel')}
      </button>
    </>
  );
}
