import { inOrderOfChoice } from '../core/models/choice.ts';
import type { Model } from '../core/models/model.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { hasShaderF16, isUsable, type ModelsReport } from '../protocol/models-report.ts';
import { ModelCard } from './ModelCard.tsx';

type Props = {
  readonly engine: Model['engine'];
  readonly models: readonly Model[];
  readonly report: ModelsReport | null;
  readonly settings: Settings;
  readonly onChange: (change: SettingsChange) => void;
};

const titles = {
  'web-llm': 'models_gpu',
  cpu: 'models_cpu',
} as const satisfies Record<Model['engine'], MessageKey>;

const intros = {
  'web-llm': 'models_gpu_intro',
  cpu: 'models_cpu_intro',
} as const satisfies Record<Model['engine'], MessageKey>;

/** The models of one engine, of which one answers. */
export function ModelGroup({ engine, models, report, settings, onChange }: Props) {
  const reportOf = (modelId: string) => report?.models.find(({ id }) => id === modelId) ?? null;
  const isReady = ({ id }: Model) => reportOf(id)?.state === 'ready';
  const chosen = engine === 'cpu' ? settings.cpuModelId : settings.modelId;
  // As the engine room chooses.
  const inUse = inOrderOfChoice(models, chosen).find(isReady)?.id ?? null;
  const canRun = report !== null && (engine === 'cpu' || isUsable(report.gpu));
  return (
    <section aria-labelledby={`models-${engine}`}>
      <h3 id={`models-${engine}`}>{t(titles[engine])}</h3>
      <p class="facts">{t(intros[engine])}</p>
      {models.map((model) => (
        <ModelCard
          key={model.id}
          model={model}
          report={reportOf(model.id)}
          inUse={model.id === inUse}
          isRecommended={model.id === report?.recommended}
          canRun={canRun}
          hasShaderF16={report !== null && hasShaderF16(report.gpu)}
          onChoose={() =>
            onChange(engine === 'cpu' ? { cpuModelId: model.id } : { modelId: model.id })
          }
        />
      ))}
    </section>
  );
}
