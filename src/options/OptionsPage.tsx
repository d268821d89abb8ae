import type { ReadonlySignal } from '@preact/signals';
import { catalog } from '../core/models/catalog.ts';
import type { Policy } from '../core/policy.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import { openShortcutSettings } from '../platform/gestures.ts';
import { call } from '../platform/messaging/calls.ts';
import { t } from '../platform/text.ts';
import { type GpuReport, isUsable, type ModelsReport } from '../protocol/contract.ts';
import { CloudSection } from './CloudSection.tsx';
import { Defaults } from './Defaults.tsx';
import { ModelCard } from './ModelCard.tsx';
import { PrivateWords } from './PrivateWords.tsx';
import { RequestLog } from './RequestLog.tsx';
import { Shortcuts } from './Shortcuts.tsx';

type Props = {
  /** As the person set them. */
  readonly own: ReadonlySignal<Settings>;
  readonly policy: ReadonlySignal<Policy>;
  readonly shortcuts: readonly { description: string; keys: string }[];
  readonly report: ReadonlySignal<ModelsReport | null>;
};

export function OptionsPage({ own, policy, shortcuts, report }: Props) {
  const save = (change: SettingsChange) =>
    void call(new AbortController().signal, 'changeSettings', change);
  const settings = own.value;
  return (
    <main>
      <h1>{t('options_title')}</h1>
      <Models
        report={report.value}
        chosen={settings.modelId}
        onChoose={(modelId) => save({ modelId })}
      />
      <Defaults settings={settings} onChange={save} />
      <CloudSection own={settings} policy={policy.value} onChange={(cloud) => save({ cloud })} />
      <PrivateWords
        words={settings.privateWords}
        onChange={(privateWords) => save({ privateWords })}
      />
      <RequestLog />
      <Shortcuts shortcuts={shortcuts} onChange={() => void openShortcutSettings()} />
    </main>
  );
}

type ModelsProps = {
  readonly report: ModelsReport | null;
  readonly chosen: string | null;
  readonly onChoose: (modelId: string) => void;
};

function Models({ report, chosen, onChoose }: ModelsProps) {
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
