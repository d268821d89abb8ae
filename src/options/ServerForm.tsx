import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { readBaseUrl } from '../core/cloud/base-url.ts';
import { presetOf, presets } from '../core/cloud/presets.ts';
import type { CloudSettings } from '../core/cloud/settings.ts';
import type { Policy } from '../core/policy.ts';
import type { AddressProblem } from '../core/web-address.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { useDraft } from './draft.ts';
import { KeyForm } from './KeyForm.tsx';
import { ModelField } from './ModelField.tsx';
import { ServerTest } from './ServerTest.tsx';

type Props = {
  /** As it is in force. */
  readonly cloud: CloudSettings;
  readonly policy: Policy;
  readonly onChange: (change: Partial<CloudSettings>) => void;
};

const problemTexts = {
  'not-a-url': 'cloud_url_unreadable',
  'not-https': 'cloud_url_not_https',
  'has-credentials': 'cloud_url_credentials',
} as const satisfies Record<AddressProblem, MessageKey>;

/** Which server, which model, which key. */
export function ServerForm({ cloud, policy, onChange }: Props) {
  const models = useSignal<readonly string[]>([]);
  const isManaged = policy.cloudServer !== null;
  const choose = (baseUrl: string) => {
    models.value = [];
    // Another server knows other models.
    onChange({ baseUrl, model: '' });
  };
  return (
    <div class="server">
      {isManaged && <p class="facts">{t('cloud_managed_server')}</p>}
      {!isManaged && <PresetField baseUrl={cloud.baseUrl} onChange={choose} />}
      <UrlField baseUrl={cloud.baseUrl} isManaged={isManaged} onChange={choose} />
      {cloud.baseUrl !== '' && (
        <>
          <KeyForm baseUrl={cloud.baseUrl} />
          <ModelField
            cloud={cloud}
            policy={policy}
            listed={models.value}
            onChange={(model) => onChange({ model })}
          />
          <ServerTest
            cloud={cloud}
            onListed={(listed) => {
              models.value = listed;
            }}
          />
        </>
      )}
    </div>
  );
}

type UrlProps = {
  readonly baseUrl: string;
  readonly onChange: (baseUrl: string) => void;
};

function PresetField({ baseUrl, onChange }: UrlProps) {
  return (
    <label class="field">
      {t('cloud_preset')}
      <select
        value={presetOf(baseUrl)?.id ?? ''}
        onChange={({ currentTarget }) =>
          onChange(presets.find(({ id }) => id === currentTarget.value)?.baseUrl ?? '')
        }
      >
        <option value="">{t('cloud_preset_own')}</option>
        {presets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function UrlField({ baseUrl, isManaged, onChange }: UrlProps & { readonly isManaged: boolean }) {
  const [problem, setProblem] = useState<AddressProblem | null>(null);
  const field = useDraft(baseUrl, (typed) => {
    const answer = typed.trim() === '' ? { url: '' } : readBaseUrl(typed);
    setProblem('problem' in answer ? answer.problem : null);
    if ('url' in answer && answer.url !== baseUrl) onChange(answer.url);
  });
  return (
    <>
      <label class="field">
        {t('cloud_url')}
        <input
          type="url"
          {...field}
          disabled={isManaged}
          placeholder="https://ai.example.com/v1"
          aria-invalid={problem !== null}
        />
      </label>
      {problem && (
        <p class="error" role="alert">
          {t(problemTexts[problem])}
        </p>
      )}
    </>
  );
}
