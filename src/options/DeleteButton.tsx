import { t } from '../platform/text.ts';
import { ConfirmedButton } from './ConfirmedButton.tsx';

type Props = { readonly name: string; readonly onDelete: () => void };

/** For one model. */
export function DeleteButton({ name, onDelete }: Props) {
  return (
    <ConfirmedButton
      label={t('model_delete', name)}
      question={t('model_delete_sure', name)}
      onConfirm={onDelete}
    />
  );
}
