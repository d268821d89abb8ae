import browser from 'webextension-polyfill';
import { readSettings, type Settings } from '../core/settings.ts';

const key = 'settings';

/** Content scripts read `storage.local` unless told otherwise, at every start of the service worker. */
export async function closeStorageToContentScripts(): Promise<void> {
  await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

export async function loadSettings(): Promise<Settings> {
  return readSettings((await browser.storage.local.get(key))[key]);
}

let saving: Promise<void> = Promise.resolve();

/** One after the other: two changes at once would each write back what the other has replaced. */
export function saveSettings(change: Partial<Settings>): Promise<void> {
  const save = async () =>
    browser.storage.local.set({ [key]: { ...(await loadSettings()), ...change } });
  saving = saving.then(save, save);
  return saving;
}

export function onSettingsChanged(listener: (settings: Settings) => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    const change = (changes as Record<string, { newValue?: unknown }>)[key];
    if (change) listener(readSettings(change.newValue));
  });
}
