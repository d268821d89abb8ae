import { modelsOf } from '../core/models/all-models.ts';
import { inOrderOfChoice } from '../core/models/choice.ts';
import type { Model } from '../core/models/model.ts';
import type { Policy } from '../core/policy.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import { t } from '../platform/text.ts';
import { hasShaderF16, isUsable, type ModelsReport } from '../protocol/models-report.ts';
import { DeviceLine } from './DeviceLine.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { MirrorField } from './MirrorField.tsx';
import { ModelCard } from './ModelCard.tsx';
import { OwnModels } from './OwnModels.tsx';
import { StorageLine } from './StorageLine.tsx';

type Props = {
  readonly report: ModelsReport | null;
  /** As the person set them. */
  readonly settings: Settings;
  readonly policy: Policy;
  readonly onChange: (change: SettingsChange) => void;
};

/** What this device can run, what is on its disk, and each model. */
export function ModelsSection({ report, settings, policy, onChange }: Props) {
  const part = useKeptFocus();
  const models = modelsOf(settings);
  const reportOf = (modelId: string) => report?.models.find(({ id }) => id === modelId) ?? null;
  const isReady = ({ id }: Model) => reportOf(id)?.state === 'ready';
  // As the engine room chooses.
  const inUse = inOrderOfChoice(models, settings.modelId).find(isReady)?.id ?? null;
  const hasGpu = report !== null && isUsable(report.gpu);
  return (
    <section ref={part} aria-labelledby="models">
      <h2 id="models">{t('options_models')}</h2>
      <p>{t('options_models_intro')}</p>
      <DeviceLine report={report} />
      {report && <StorageLine storage={report.storage} />}
      {models.map((model) => (
        <ModelCard
          key={model.id}
          model={model}
          report={reportOf(model.id)}
          inUse={model.id === inUse}
          isRecommended={model.id === report?.recommended}
          canRun={hasGpu || model.engine === 'cpu'}
          hasShaderF16={report !== null && hasShaderF16(report.gpu)}
          onChoose={() => onChange({ modelId: model.id })}
        />
      ))}
      <OwnModels
        models={settings.ownModels}
        isForbidden={policy.localModels !== null}
        canRun={report === null || hasGpu}
        onChange={(ownModels) => onChange({ ownModels })}
      />
      <MirrorField url={settings.mirrorUrl} onChange={(mirrorUrl) => onChange({ mirrorUrl })} />
    </section>
  );
}
