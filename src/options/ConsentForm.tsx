import { type CloudSettings, type Consent, consents, type Route } from '../core/cloud/settings.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { Select } from '../ui/Select.tsx';

type Props = {
  readonly cloud: CloudSettings;
  readonly onChange: (change: Partial<CloudSettings>) => void;
};

const consentTexts = {
  ask: 'cloud_consent_ask',
  always: 'cloud_consent_always',
} as const satisfies Record<Consent, MessageKey>;

const routeTexts = {
  device: 'cloud_route_device',
  server: 'cloud_route_server',
} as const satisfies Record<Route, MessageKey>;

/** When a text may leave, and what is taken out of it before. */
export function ConsentForm({ cloud, onChange }: Props) {
  return (
    <fieldset>
      <legend>{t('cloud_consent')}</legend>
      {consents.map((consent) => (
        <label key={consent}>
          <input
            type="radio"
            name="consent"
            checked={cloud.consent === consent}
            onChange={() => onChange({ consent })}
          />{' '}
          {t(consentTexts[consent])}
        </label>
      ))}
      <p class="facts">{t('cloud_consent_sites')}</p>
      <label>
        <input
          type="checkbox"
          checked={cloud.redacts}
          onChange={(event) => onChange({ redacts: event.currentTarget.checked })}
        />{' '}
        {t('cloud_redacts')}
      </label>
      <p>
        <span aria-hidden="true">{t('cloud_route')}</span>{' '}
        <Select
          label="cloud_route"
          texts={routeTexts}
          value={cloud.route}
          onChange={(route) => onChange({ route })}
        />
      </p>
    </fieldset>
  );
}
