import { t } from '../platform/text.ts';
import { ConfirmedButton } from './ConfirmedButton.tsx';

type Props = {
  readonly name: string;
  /** Else it came from a folder. */
  readonly hasHost: boolean;
  readonly onDelete: () => void;
};

/** For one model. */
export function DeleteButton({ name, hasHost, onDelete }: Props) {
  return (
    <ConfirmedButton
      label={t('model_delete', name)}
      question={t(hasHost ? 'model_delete_sure' : 'model_delete_sure_imported', name)}
      onConfirm={onDelete}
    />
  );
}
