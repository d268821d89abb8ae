import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import type { Model } from '../core/models/model.ts';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import type { ModelReport } from '../protocol/contract.ts';
import { errorText, megabytes } from '../ui/texts.ts';
import { DeleteButton } from './DeleteButton.tsx';
import { DownloadOffer } from './DownloadOffer.tsx';
import { ModelStatus } from './ModelStatus.tsx';
import { attempt } from './models-report.ts';

type Props = {
  readonly model: Model;
  readonly report: ModelReport | null;
  readonly inUse: boolean;
  /** Whether this device can use models at all: else none is offered for download. */
  readonly canRun: boolean;
  readonly onChoose: () => void;
};

/** One model: what it is, where it stands, and what can be done with it now. */
export function ModelCard({ model, report, inUse, canRun, onChoose }: Props) {
  const error = useSignal<ErrorCode | null>(null);
  const ask = async (verb: 'startDownload' | 'cancelDownload' | 'deleteModel') => {
    error.value = await attempt((signal) => request(signal, verb, { modelId: model.id }));
  };
  const problem = error.value ?? report?.error ?? null;
  return (
    <article aria-labelledby={model.id}>
      <h3 id={model.id}>{model.name}</h3>
      <p class="facts">
        {t('model_license', model.license)} ·{' '}
        <a href={model.termsUrl} target="_blank" rel="noreferrer">
          {t('model_terms')}
        </a>
        {report?.gpuMemoryMb != null &&
          ` · ${t('model_memory', megabytes(report.gpuMemoryMb * 1_000_000))}`}
      </p>
      {report && <ModelStatus report={report} />}
      {problem && (
        <p class="error" role="alert">
          {errorText(problem)}
        </p>
      )}
      {canRun && (report?.state === 'absent' || report?.state === 'partial') && (
        <DownloadOffer model={model} onAccept={() => void ask('startDownload')} />
      )}
      {report?.state === 'partial' && (
        <footer>
          <DeleteButton name={model.name} onDelete={() => void ask('deleteModel')} />
        </footer>
      )}
      {report?.state === 'downloading' && (
        <footer>
          <button type="button" onClick={() => void ask('cancelDownload')}>
            {t('model_cancel')}
          </button>
        </footer>
      )}
      {report?.state === 'ready' && (
        <footer>
          <label>
            <input type="radio" name="model" checked={inUse} onChange={onChoose} />{' '}
            {t('model_use', model.name)}
          </label>
          <DeleteButton name={model.name} onDelete={() => void ask('deleteModel')} />
        </footer>
      )}
    </article>
  );
}
