import type { CloudSettings, SiteRule } from '../core/cloud/settings.ts';
import { call } from '../platform/messaging/calls.ts';
import { type MessageKey, t } from '../platform/text.ts';

const ruleTexts = {
  allow: 'site_allow',
  never: 'site_never',
} as const satisfies Record<SiteRule, MessageKey>;

const forget = (site: string) =>
  void call(new AbortController().signal, 'setSiteRule', { site, rule: null });

/** Sites with a rule of their own, which popup and panel make. */
export function SiteList({ cloud }: { readonly cloud: CloudSettings }) {
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
              onClick={() => forget(site)}
            >
              {t('cloud_site_forget')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
