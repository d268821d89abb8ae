import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  deleteServerKey,
  type KeyPlace,
  placeOfKey,
  saveServerKey,
} from '../platform/server-key.ts';
import { type MessageKey, t } from '../platform/text.ts';

const placeTexts = {
  local: 'cloud_key_local',
  session: 'cloud_key_session',
} as const satisfies Record<KeyPlace, MessageKey>;

/** The key goes in here and is never shown again. */
export function KeyForm({ baseUrl }: { readonly baseUrl: string }) {
  const place = useSignal<KeyPlace | null>(null);
  const isOdd = useSignal(false);
  const look = async () => {
    place.value = await placeOfKey(baseUrl);
  };
  useEffect(() => void look(), []);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const key = String(given.get('key')).trim();
    isOdd.value = !/^[!-~]*$/.test(key);
    if (key === '' || isOdd.value) return;
    await saveServerKey(baseUrl, key, given.has('session') ? 'session' : 'local');
    form.reset();
    await look();
  };
  const forget = async () => {
    await deleteServerKey();
    await look();
  };
  if (place.value)
    return (
      <p>
        <span role="status">{t(placeTexts[place.value])}</span>{' '}
        <button type="button" onClick={() => void forget()}>
          {t('cloud_key_delete')}
        </button>
      </p>
    );
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
