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

/** The server's model: out of its list, or typed, since not every server tells; out of the administrator's where there is one. */
export function ModelField({ cloud, policy, listed, onChange }: Props) {
  const page = presetOf(cloud.baseUrl)?.modelsPage;
  const isManaged = policy.cloudServer !== null && policy.cloudServer.model !== '';
  return (
    <>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: its field stands in it, one of two */}
      <label class="field">
        {t('cloud_model')}
        {policy.cloudModels ? (
          <select
            value={cloud.model}
            disabled={isManaged}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            {policy.cloudModels.map((model) => (
              <option key={model}>{model}</option>
            ))}
          </select>
        ) : (
          <TypedModel model={cloud.model} isManaged={isManaged} onChange={onChange} />
        )}
      </label>
      <datalist id="server-models">
        {listed.map((model) => (
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

type TypedProps = {
  readonly model: string;
  readonly isManaged: boolean;
  readonly onChange: (model: string) => void;
};

function TypedModel({ model, isManaged, onChange }: TypedProps) {
  const field = useDraft(model, (typed) => onChange(typed.trim()));
  return (
    <input type="text" {...field} disabled={isManaged} list="server-models" spellcheck={false} />
  );
}
