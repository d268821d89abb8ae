import { catalog } from '../core/models/catalog.ts';
import { t } from '../platform/text.ts';
import { type GpuReport, isUsable, type ModelsReport } from '../protocol/models-report.ts';
import { ModelCard } from './ModelCard.tsx';
import { StorageLine } from './StorageLine.tsx';

type Props = {
  readonly report: ModelsReport | null;
  readonly chosen: string | null;
  readonly onChoose: (modelId: string) => void;
};

/** What this device can run, what is on its disk, and each model. */
export function ModelsSection({ report, chosen, onChoose }: Props) {
  const ready = report?.models.filter(({ state }) => state === 'ready') ?? [];
  // As the engine room chooses: the one that was asked for if it is there, else the first that is.
  const inUse = (ready.find(({ id }) => id === chosen) ?? ready[0])?.id ?? null;
  const canRun = report !== null && isUsable(report.gpu);
  return (
    <section aria-labelledby="models">
      <h2 id="models">{t('options_models')}</h2>
      <p>{t('options_models_intro')}</p>
      <p class="facts" role="status">
        {report ? gpuText(report.gpu) : t('options_looking')}
      </p>
      {report && <StorageLine storage={report.storage} />}
      {catalog.map((model) => (
        <ModelCard
          key={model.id}
          model={model}
          report={report?.models.find(({ id }) => id === model.id) ?? null}
          inUse={model.id === inUse}
          canRun={canRun}
          onChoose={() => onChoose(model.id)}
        />
      ))}
    </section>
  );
}

function gpuText(gpu: GpuReport): string {
  if (gpu.kind === 'none') return t('options_gpu_none');
  if (gpu.usable) return t('options_gpu', gpu.description);
  return t(gpu.kind === 'software' ? 'options_gpu_software' : 'options_gpu_insufficient');
}
