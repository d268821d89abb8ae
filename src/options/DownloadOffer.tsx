import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import type { Model } from '../core/models/model.ts';
import { stream } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import type { DownloadDetails } from '../protocol/models-report.ts';
import { errorText, megabytes } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';

type Props = { readonly model: Model; readonly onAccept: () => void };

/** Two steps: nobody is asked for a model's size before a person wants to know, and nothing comes before they agree. */
export function DownloadOffer({ model, onAccept }: Props) {
  const details = useSignal<DownloadDetails | null>(null);
  const error = useSignal<ErrorCode | null>(null);
  const askDetails = async () => {
    error.value = await attempt(async (signal) => {
      for await (const answer of stream(signal, 'describeDownload', { modelId: model.id }))
        details.value = answer;
    });
  };
  const summaryId = `${model.id}-offer`;
  if (!details.value)
    return (
      <footer key="question">
        <button type="button" onClick={() => void askDetails()}>
          {t('model_download_details', model.name)}
        </button>
        {error.value && (
          <p class="error" role="alert">
            {errorText(error.value)}
          </p>
        )}
      </footer>
    );
  return (
    <>
      <DownloadSummary id={summaryId} model={model} details={details.value} />
      {/* Not the button of before with another name: who presses Enter twice has not agreed. */}
      <footer key="offer">
        <button type="button" class="primary" aria-describedby={summaryId} onClick={onAccept}>
          {t('model_download')}
        </button>
        <button
          type="button"
          onClick={() => {
            details.value = null;
          }}
        >
          {t('model_cancel')}
        </button>
      </footer>
    </>
  );
}

type SummaryProps = {
  readonly id: string;
  readonly model: Model;
  readonly details: DownloadDetails;
};

function DownloadSummary({ id, model, details }: SummaryProps) {
  const { sizeBytes, missingBytes, freeBytes, host, isMetered } = details;
  return (
    <div id={id} class="offer">
      <p>{t('model_download_summary', megabytes(missingBytes), host)}</p>
      <p>
        {model.license ? t('model_download_license', model.license) : t('model_license_unknown')}
      </p>
      <p class="facts">
        {missingBytes < sizeBytes &&
          `${t('model_download_rest', megabytes(sizeBytes - missingBytes), megabytes(sizeBytes))} `}
        {t('model_download_free', megabytes(freeBytes))}
      </p>
      {isMetered && <p class="warning">{t('model_download_metered')}</p>}
    </div>
  );
}
