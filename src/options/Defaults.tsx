import type { Settings, SettingsChange } from '../core/settings.ts';
import { t } from '../platform/text.ts';
import { Select } from '../ui/Select.tsx';
import { lengthTexts, styleTexts, typeTexts } from '../ui/texts.ts';

type Props = {
  readonly settings: Settings;
  readonly onChange: (change: SettingsChange) => void;
};

/** What a shortcut or a menu item does that says no more than the tool's name. */
export function Defaults({ settings, onChange }: Props) {
  return (
    <section aria-labelledby="defaults">
      <h2 id="defaults">{t('options_defaults')}</h2>
      <dl>
        <dt>{t('tool_summarize')}</dt>
        <dd class="choices">
          <Select
            label="choice_type"
            texts={typeTexts}
            value={settings.summaryType}
            onChange={(summaryType) => onChange({ summaryType })}
          />
          <Select
            label="choice_length"
            texts={lengthTexts}
            value={settings.summaryLength}
            onChange={(summaryLength) => onChange({ summaryLength })}
          />
        </dd>
        <dt>{t('tool_rewrite')}</dt>
        <dd class="choices">
          <Select
            label="choice_style"
            texts={styleTexts}
            value={settings.rewriteStyle}
            onChange={(rewriteStyle) => onChange({ rewriteStyle })}
          />
        </dd>
      </dl>
    </section>
  );
}
