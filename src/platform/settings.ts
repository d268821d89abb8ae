import { applyPolicy } from '../core/policy.ts';
import { readSettings, type Settings } from '../core/settings.ts';
import type { Configuration } from '../protocol/contract.ts';
import { browser } from './browser.ts';
import { loadPolicy } from './policy.ts';

const key = 'settings';

/** Content scripts read these unless told otherwise, at every start of the service worker. */
export async function closeStorageToContentScripts(): Promise<void> {
  const accessLevel = 'TRUSTED_CONTEXTS';
  const { local, managed, sync } = chrome.storage;
  await Promise.all([local, managed, sync].map((area) => area.setAccessLevel({ accessLevel })));
}

/** The policy, and the settings as they are in force: what the person set, within what an administrator allows. */
export async function loadConfiguration(): Promise<Configuration> {
  const [own, policy] = await Promise.all([loadOwnSettings(), loadPolicy()]);
  return { settings: applyPolicy(own, policy), policy };
}

export async function loadSettings(): Promise<Settings> {
  return (await loadConfiguration()).settings;
}

/** As the person set them, for the page where they are changed. */
export async function loadOwnSettings(): Promise<Settings> {
  return readSettings((await browser.storage.local.get(key))[key]);
}

let saving: Promise<void> = Promise.resolve();

/**
 * For the service worker alone. One after the other: two changes at once would each write back what the other has
 * replaced.
 */
export function changeSettings(change: (own: Settings) => Settings): Promise<void> {
  const save = async () => {
    await browser.storage.local.set({ [key]: change(await loadOwnSettings()) });
  };
  saving = saving.then(save, save);
  return saving;
}

/** Resolves when the changes that were asked for before are on disk. */
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
