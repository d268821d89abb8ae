import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import type { StorageReport } from '../protocol/models-report.ts';
import { errorText, megabytes } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ConfirmedButton } from './ConfirmedButton.tsx';

/** Where the space went, and how to have it back. */
export function StorageLine({ storage }: { readonly storage: StorageReport }) {
  const { modelBytes, strayBytes, freeBytes } = storage;
  const error = useSignal<ErrorCode | null>(null);
  const deleteEverything = async () => {
    error.value = await attempt((signal) => request(signal, 'deleteEverything', null));
  };
  return (
    <>
      <p class="facts">
        {t('storage_total', megabytes(modelBytes), megabytes(freeBytes))}
        {strayBytes > 0 && ` ${t('storage_strays', megabytes(strayBytes))}`}
      </p>
      {modelBytes + strayBytes > 0 && (
        <footer>
          <ConfirmedButton
            label={t('storage_delete')}
            question={t('storage_delete_sure', megabytes(modelBytes + strayBytes))}
            onConfirm={() => void deleteEverything()}
          />
        </footer>
      )}
      {error.value && (
        <p class="error" role="alert">
          {errorText(error.value)}
        </p>
      )}
    </>
  );
}
