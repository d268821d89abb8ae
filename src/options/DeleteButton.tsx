import { useSignal } from '@preact/signals';
import { t } from '../platform/text.ts';

type Props = { readonly name: string; readonly onDelete: () => void };

/** Asks once more: a download of hundreds of megabytes is lost by one click otherwise. */
export function DeleteButton({ name, onDelete }: Props) {
  const asking = useSignal(false);
  const ask = (next: boolean) => () => {
    asking.value = next;
  };
  if (!asking.value)
    return (
      <button type="button" onClick={ask(true)}>
        {t('model_delete', name)}
      </button>
    );
  return (
    <>
      <p>{t('model_delete_sure', name)}</p>
      <button type="button" onClick={onDelete}>
        {t('model_delete_confirm')}
      </button>
      <button type="button" onClick={ask(false)}>
        {t('model_cancel')}
      </button>
    </>
  );
}
