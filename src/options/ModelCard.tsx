import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import type { Model } from '../core/models/model.ts';
import { t } from '../platform/text.ts';
import type { ModelReport } from '../protocol/models-report.ts';
import { errorText, megabytes } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ModelActions } from './ModelActions.tsx';
import { ModelStatus } from './ModelStatus.tsx';

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
  const ask = async (work: (signal: AbortSignal) => Promise<void>) => {
    error.value = await attempt(work);
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
      {report && (
        <ModelActions
          model={model}
          report={report}
          inUse={inUse}
          canRun={canRun}
          onChoose={onChoose}
          onAsk={(work) => void ask(work)}
        />
      )}
    </article>
  );
}
