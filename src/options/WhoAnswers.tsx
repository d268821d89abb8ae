import type { Preference } from '../core/ladder/preference.ts';
import { type Settings, type SettingsChange, upgradeAbovePercents } from '../core/settings.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { Better } from '../protocol/engines-report.ts';
import { BuiltInDownload } from '../ui/BuiltInDownload.tsx';
import { EngineStatus } from '../ui/EngineStatus.tsx';
import { Select } from '../ui/Select.tsx';

type Props = {
  readonly settings: Settings;
  readonly onChange: (change: SettingsChange) => void;
};

/** What this device has to answer with, and what the person prefers. */
export function WhoAnswers({ settings, onChange }: Props) {
  const { preference, upgradeAbovePercent } = settings;
  return (
    <section aria-labelledby="who-answers">
      <h2 id="who-answers">{t('who_answers')}</h2>
      <EngineStatus language={navigator.language} isBrief={false} way={wayTo} />
      <dl>
        <dt>{t('preference_label')}</dt>
        <dd>
          <Select
            label="preference_label"
            texts={preferenceTexts}
            value={preference}
            onChange={(chosen) => onChange({ preference: chosen })}
          />
          <p class="facts" role="status">
            {t(preferenceMeanings[preference])}
          </p>
        </dd>
        <dt>{t('upgrade_label')}</dt>
        <dd>
          <Select
            label="upgrade_label"
            texts={upgradeTexts}
            value={`${upgradeAbovePercent}`}
            onChange={(chosen) =>
              onChange({
                upgradeAbovePercent:
                  upgradeAbovePercents.find((one) => `${one}` === chosen) ?? upgradeAbovePercent,
              })
            }
          />
          <p class="facts">{t('upgrade_meaning')}</p>
        </dd>
      </dl>
    </section>
  );
}

/** To its card, further down. */
function wayTo(better: Better) {
  if (better.kind === 'built-in') return <BuiltInDownload />;
  return <a href={`#${better.modelId}`}>{t('better_below')}</a>;
}

const preferenceTexts = {
  best: 'preference_best',
  fastest: 'preference_fastest',
  'web-llm': 'preference_web_llm',
  'built-in': 'preference_built_in',
  cpu: 'preference_cpu',
  instant: 'preference_instant',
} as const satisfies Record<Preference, MessageKey>;

const preferenceMeanings = {
  best: 'preference_best_means',
  fastest: 'preference_fastest_means',
  'web-llm': 'preference_web_llm_means',
  'built-in': 'preference_built_in_means',
  cpu: 'preference_cpu_means',
  instant: 'preference_instant_means',
} as const satisfies Record<Preference, MessageKey>;

const upgradeTexts = {
  '0': 'upgrade_0',
  '20': 'upgrade_20',
  '50': 'upgrade_50',
  '100': 'upgrade_100',
} as const satisfies Record<`${Settings['upgradeAbovePercent']}`, MessageKey>;
