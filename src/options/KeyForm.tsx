import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  deleteServerKey,
  type KeptKey,
  type KeyPlace,
  keptKey,
  managedKeyFor,
  saveServerKey,
} from '../platform/server-key.ts';
import { type MessageKey, t } from '../platform/text.ts';

const placeTexts = {
  local: 'cloud_key_local',
  session: 'cloud_key_session',
} as const satisfies Record<KeyPlace, MessageKey>;

type Props = {
  /** Empty while the cloud is off: then a key can only be deleted. */
  readonly baseUrl: string;
};

/** The key goes in here and is never shown again. One for another server is named, so that none is forgotten. */
export function KeyForm({ baseUrl }: Props) {
  const kept = useSignal<KeptKey | null>(null);
  const isManaged = useSignal(false);
  const look = async () => {
    kept.value = await keptKey(baseUrl);
    isManaged.value = (await managedKeyFor(baseUrl)) !== null;
  };
  useEffect(() => void look(), [baseUrl]);
  if (isManaged.value) return <p class="facts">{t('cloud_managed_key')}</p>;
  return (
    <>
      <div role="status">
        {kept.value && <p>{t(placeTexts[kept.value.place], kept.value.host)}</p>}
      </div>
      {kept.value && (
        <button
          type="button"
          onClick={async () => {
            await deleteServerKey();
            await look();
          }}
        >
          {t('cloud_key_delete')}
        </button>
      )}
      {baseUrl !== '' && !kept.value?.isForThis && <NewKey baseUrl={baseUrl} onSaved={look} />}
    </>
  );
}

type NewKeyProps = { readonly baseUrl: string; readonly onSaved: () => Promise<void> };

function NewKey({ baseUrl, onSaved }: NewKeyProps) {
  const isOdd = useSignal(false);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const key = String(given.get('key')).trim();
    isOdd.value = !/^[!-~]*$/.test(key);
    if (key === '' || isOdd.value) return;
    await saveServerKey(baseUrl, key, given.has('session') ? 'session' : 'local');
    form.reset();
    await onSaved();
  };
  return (
    <form class="key" onSubmit={(event) => void save(event)}>
      <label class="field">
        {t('cloud_key')}
        <input type="password" name="key" autocomplete="off" />
      </label>
      <label>
        <input type="checkbox" name="session" /> {t('cloud_key_session_only')}
      </label>
      <button type="submit">{t('cloud_key_save')}</button>
      {isOdd.value && (
        <p class="error" role="alert">
          {t('cloud_key_odd')}
        </p>
      )}
    </form>
  );
}
