import { type CloudSettings, serverOf } from '../core/cloud/settings.ts';
import { applyPolicy, isHostAllowed, type Policy } from '../core/policy.ts';
import type { Settings } from '../core/settings.ts';
import { t } from '../platform/text.ts';
import { ConsentForm } from './ConsentForm.tsx';
import { KeyForm } from './KeyForm.tsx';
import { ServerForm } from './ServerForm.tsx';
import { SiteList } from './SiteList.tsx';

type Props = {
  readonly own: Settings;
  readonly policy: Policy;
  readonly onChange: (change: Partial<CloudSettings>) => void;
};

/** The one way on which a text can leave this device: off until somebody opens it. */
export function CloudSection({ own, policy, onChange }: Props) {
  const { cloud } = applyPolicy(own, policy);
  const { isOn } = own.cloud;
  return (
    <section aria-labelledby="cloud">
      <h2 id="cloud">{t('cloud_title')}</h2>
      <p>{t('cloud_intro')}</p>
      <label>
        <input
          type="checkbox"
          checked={isOn && policy.cloudAllowed}
          disabled={!policy.cloudAllowed}
          onChange={(event) => onChange({ isOn: event.currentTarget.checked })}
        />{' '}
        {t('cloud_switch')}
      </label>
      {!policy.cloudAllowed && <p class="facts">{t('cloud_managed_off')}</p>}
      {!(isOn && policy.cloudAllowed) && <KeyForm baseUrl="" />}
      {isOn && policy.cloudAllowed && (
        <>
          <ServerForm cloud={cloud} policy={policy} onChange={onChange} />
          {policy.cloudAllowedHosts && (
            <p class={isHostAllowed(cloud.baseUrl, policy) ? 'facts' : 'error'} role="status">
              {policy.cloudAllowedHosts.length === 0
                ? t('cloud_managed_off')
                : t('cloud_managed_host', policy.cloudAllowedHosts.join(', '))}
            </p>
          )}
          {!serverOf({ ...cloud, isOn: true }) && <p class="facts">{t('cloud_incomplete')}</p>}
          <ConsentForm cloud={cloud} onChange={onChange} />
          <SiteList cloud={cloud} />
        </>
      )}
    </section>
  );
}
