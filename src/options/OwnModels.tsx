import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import {
  maxOwnModels,
  type OwnModel,
  ownId,
  withOwnModel,
  withoutOwnModel,
} from '../core/models/own-model.ts';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import { errorText } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ConfirmedButton } from './ConfirmedButton.tsx';
import { ImportOwnModel } from './ImportOwnModel.tsx';
import { OwnModelForm } from './OwnModelForm.tsx';

type Props = {
  readonly models: readonly OwnModel[];
  /** By the administrator: some models may be used, and no others. */
  readonly isForbidden: boolean;
  /** Whether this device can use models at all: else none is to be brought. */
  readonly canRun: boolean;
  readonly onChange: (models: OwnModel[]) => void;
};

/** Models that a person brings. The cards of those that were added stand with the others. */
export function OwnModels({ models, isForbidden, canRun, onChange }: Props) {
  const error = useSignal<ErrorCode | null>(null);
  const remove = async ({ weightsUrl }: OwnModel) => {
    const ref = { modelId: ownId(weightsUrl) };
    // First its files, which nobody would know afterwards.
    error.value = await attempt((signal) => request(signal, 'deleteModel', ref));
    if (!error.value) onChange(withoutOwnModel(models, weightsUrl));
  };
  if (!canRun && models.length === 0) return null;
  return (
    <section aria-labelledby="own-models">
      <h3 id="own-models">{t('own_title')}</h3>
      <p>{t(isForbidden ? 'own_forbidden' : 'own_intro')}</p>
      {models.length > 0 && (
        <ul class="models">
          {models.map((own) => (
            <li key={own.weightsUrl}>
              <bdi>{own.name}</bdi>{' '}
              <ConfirmedButton
                label={t('own_remove')}
                ariaLabel={t('own_remove_label', own.name)}
                question={t('own_remove_sure', own.name)}
                onConfirm={() => void remove(own)}
              />
            </li>
          ))}
        </ul>
      )}
      {error.value && (
        <p class="error" role="alert">
          {errorText(error.value)}
        </p>
      )}
      {canRun &&
        !isForbidden &&
        (models.length < maxOwnModels ? (
          <>
            <OwnModelForm onAdd={(own) => onChange(withOwnModel(models, own))} />
            <ImportOwnModel models={models} />
          </>
        ) : (
          <p>{t('own_full', String(maxOwnModels))}</p>
        ))}
    </section>
  );
}
