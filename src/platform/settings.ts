import browser from 'webextension-polyfill';
import { applyPolicy } from '../core/policy.ts';
import { readSettings, type Settings } from '../core/settings.ts';
import { loadPolicy } from './policy.ts';

const key = 'settings';

/** Content scripts read these unless told otherwise, at every start of the service worker. */
export async function closeStorageToContentScripts(): Promise<void> {
  const accessLevel = 'TRUSTED_CONTEXTS';
  const { local, managed, sync } = chrome.storage;
  await Promise.all([local, managed, sync].map((area) => area.setAccessLevel({ accessLevel })));
}

/** As they are in force: what the person set, within what an administrator allows. */
export async function loadSettings(): Promise<Settings> {
  const [own, policy] = await Promise.all([loadOwnSettings(), loadPolicy()]);
  return applyPolicy(own, policy);
}

/** As the person set them, for the page where they are changed. */
export async function loadOwnSettings(): Promise<Settings> {
  return readSettings((await browser.storage.local.get(key))[key]);
}

let saving: Promise<void> = Promise.resolve();

/**
 * One after the other: two changes at once would each write back what the other has replaced. Without a lock, which would
 * outlast a page that is closed right after a change, and lose it.
 */
export function changeSettings(change: (own: Settings) => Partial<Settings>): Promise<void> {
  const save = async () => {
    const own = await loadOwnSettings();
    await browser.storage.local.set({ [key]: { ...own, ...change(own) } });
  };
  saving = saving.then(save, save);
  return saving;
}

/** Resolves when the changes that this page made before are on disk. */
export function settingsSaved(): Promise<void> {
  return saving;
}

/** After a change by any page, of this or by the administrator. */
export function onSettingsChanged(listener: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (key in changes) listener();
  });
  browser.storage.managed.onChanged.addListener(() => listener());
}
