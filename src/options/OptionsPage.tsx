import type { ReadonlySignal } from '@preact/signals';
import type { Policy } from '../core/policy.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import { openShortcutSettings } from '../platform/gestures.ts';
import { call } from '../platform/messaging/calls.ts';
import { t } from '../platform/text.ts';
import type { ModelsReport } from '../protocol/models-report.ts';
import { CloudSection } from './CloudSection.tsx';
import { Defaults } from './Defaults.tsx';
import { KeepLoaded } from './KeepLoaded.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { PrivateWords } from './PrivateWords.tsx';
import { RequestLog } from './RequestLog.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { WhoAnswers } from './WhoAnswers.tsx';

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
      <WhoAnswers settings={settings} onChange={save} />
      <ModelsSection
        report={report.value}
        settings={settings}
        policy={policy.value}
        onChange={save}
      />
      <KeepLoaded
        minutes={settings.keepLoadedMinutes}
        onChange={(minutes) => save({ keepLoadedMinutes: minutes })}
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
