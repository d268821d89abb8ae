import { modelsOf } from '../core/models/all-models.ts';
import type { Model } from '../core/models/model.ts';
import type { Policy } from '../core/policy.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import { t } from '../platform/text.ts';
import { isUsable, type ModelsReport } from '../protocol/models-report.ts';
import { DeviceLine } from './DeviceLine.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { MirrorField } from './MirrorField.tsx';
import { ModelGroup } from './ModelGroup.tsx';
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
  const hasGpu = report !== null && isUsable(report.gpu);
  const group = (engine: Model['engine']) => (
    <ModelGroup
      key={engine}
      engine={engine}
      models={models.filter((one) => one.engine === engine)}
      report={report}
      settings={settings}
      onChange={onChange}
    />
  );
  // What this device can use comes first.
  const order = report !== null && !hasGpu ? (['cpu', 'web-llm'] as const) : engines;
  return (
    <section ref={part} aria-labelledby="models">
      <h2 id="models">{t('options_models')}</h2>
      <p>{t('options_models_intro')}</p>
      <DeviceLine report={report} />
      {report && <StorageLine storage={report.storage} />}
      {order.map(group)}
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

const engines = ['web-llm', 'cpu'] as const satisfies Model['engine'][];
