import { type CloudSettings, type SiteRule, withRule } from '../core/cloud/settings.ts';
import { type MessageKey, t } from '../platform/text.ts';

type Props = {
  readonly cloud: CloudSettings;
  readonly onChange: (change: Partial<CloudSettings>) => void;
};

const ruleTexts = {
  allow: 'site_allow',
  never: 'site_never',
} as const satisfies Record<SiteRule, MessageKey>;

/** Sites with a rule of their own, which popup and panel make. */
export function SiteList({ cloud, onChange }: Props) {
  const sites = Object.entries(cloud.sites).sort(([a], [b]) => a.localeCompare(b));
  if (sites.length === 0) return null;
  return (
    <section aria-labelledby="sites">
      <h3 id="sites">{t('cloud_sites')}</h3>
      <ul class="sites">
        {sites.map(([site, rule]) => (
          <li key={site}>
            <bdi>{site}</bdi> · {t(ruleTexts[rule])}{' '}
            <button
              type="button"
              aria-label={t('cloud_site_forget_label', site)}
              onClick={() => onChange({ sites: withRule(cloud, site, null).sites })}
            >
              {t('cloud_site_forget')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
