import { catalog } from '../core/models/catalog.ts';
import { inOrderOfChoice } from '../core/models/choice.ts';
import type { Model } from '../core/models/model.ts';
import { t } from '../platform/text.ts';
import {
  type GpuReport,
  hasShaderF16,
  isUsable,
  type ModelsReport,
} from '../protocol/models-report.ts';
import { ModelCard } from './ModelCard.tsx';
import { StorageLine } from './StorageLine.tsx';

type Props = {
  readonly report: ModelsReport | null;
  readonly chosen: string | null;
  readonly onChoose: (modelId: string) => void;
};

/** What this device can run, what is on its disk, and each model. */
export function ModelsSection({ report, chosen, onChoose }: Props) {
  const reportOf = (modelId: string) => report?.models.find(({ id }) => id === modelId) ?? null;
  const isReady = ({ id }: Model) => reportOf(id)?.state === 'ready';
  // As the engine room chooses.
  const inUse = inOrderOfChoice(catalog, chosen).find(isReady)?.id ?? null;
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
          report={reportOf(model.id)}
          inUse={model.id === inUse}
          canRun={canRun}
          hasShaderF16={report !== null && hasShaderF16(report.gpu)}
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
