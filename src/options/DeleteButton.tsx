import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../platform/text.ts';

type Props = { readonly name: string; readonly onDelete: () => void };

/** Asks once more: a download of hundreds of megabytes is lost by one click otherwise. */
export function DeleteButton({ name, onDelete }: Props) {
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
      <button type="button" ref={next} onClick={ask(true)}>
        {t('model_delete', name)}
      </button>
    );
  return (
    <>
      <p>{t('model_delete_sure', name)}</p>
      <button type="button" onClick={onDelete}>
        {t('model_delete_confirm')}
      </button>
      <button type="button" ref={next} onClick={ask(false)}>
        {t('model_cancel')}
      </button>
    </>
  );
}
