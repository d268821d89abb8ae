import { presetOf } from '../core/cloud/presets.ts';
import type { CloudSettings } from '../core/cloud/settings.ts';
import type { Policy } from '../core/policy.ts';
import { t } from '../platform/text.ts';
import { useDraft } from './draft.ts';

type Props = {
  readonly cloud: CloudSettings;
  readonly policy: Policy;
  /** What the server itself says that it has. */
  readonly listed: readonly string[];
  readonly onChange: (model: string) => void;
};

/** The server's model: out of its list, or typed, since not every server tells. */
export function ModelField({ cloud, policy, listed, onChange }: Props) {
  const field = useDraft(cloud.model, (model) => onChange(model.trim()));
  const page = presetOf(cloud.baseUrl)?.modelsPage;
  const offered = policy.cloudModels ?? listed;
  const isManaged = policy.cloudServer !== null && policy.cloudServer.model !== '';
  return (
    <>
      <label class="field">
        {t('cloud_model')}
        <input
          type="text"
          {...field}
          disabled={isManaged}
          list="server-models"
          spellcheck={false}
        />
      </label>
      <datalist id="server-models">
        {offered.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
      {policy.cloudModels && (
        <p class="facts">{t('cloud_managed_models', policy.cloudModels.join(', '))}</p>
      )}
      {page && (
        <a href={page} target="_blank" rel="noreferrer">
          {t('cloud_models_page')}
        </a>
      )}
    </>
  );
}
