import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { readBaseUrl } from '../core/cloud/base-url.ts';
import { loadPolicy, managedKey } from './policy.ts';

/** A key is good for one server: another address, typed by mistake or by somebody else, must not get it. */
const stored = v.object({ origin: v.string(), key: v.string() });

const name = 'server-key';

/** `session` is memory only. */
export type KeyPlace = 'local' | 'session';

const places = ['session', 'local'] as const satisfies readonly KeyPlace[];

/** For the service worker, at each request. An administrator's key goes before the person's own. Null when there is none. */
export async function serverKey(baseUrl: string): Promise<string | null> {
  if (await hasManagedKey(baseUrl)) return managedKey();
  for (const place of places) {
    const found = await keyIn(place);
    if (found?.origin === originOf(baseUrl)) return found.key;
  }
  return null;
}

export async function hasManagedKey(baseUrl: string): Promise<boolean> {
  const { cloudServer } = await loadPolicy();
  const preset = cloudServer && readBaseUrl(cloudServer.baseUrl);
  if (!preset || 'problem' in preset || originOf(preset.url) !== originOf(baseUrl)) return false;
  return (await managedKey()) !== null;
}

/** Replaces any other key. */
export async function saveServerKey(baseUrl: string, key: string, place: KeyPlace): Promise<void> {
  const origin = originOf(baseUrl);
  if (origin === null) return;
  await deleteServerKey();
  const entry: v.InferOutput<typeof stored> = { origin, key };
  await browser.storage[place].set({ [name]: entry });
}

export async function deleteServerKey(): Promise<void> {
  await Promise.all(places.map((place) => browser.storage[place].remove(name)));
}

/** What a page may know of the key that the person saved; null when there is none. */
export type KeptKey = {
  readonly place: KeyPlace;
  readonly host: string;
  readonly isForThis: boolean;
};

/** For a page that must not show it. `baseUrl` is the server in hand, `''` for none. */
export async function keptKey(baseUrl: string): Promise<KeptKey | null> {
  for (const place of places) {
    const found = await keyIn(place);
    if (!found) continue;
    const isForThis = found.origin === originOf(baseUrl);
    return { place, host: new URL(found.origin).host, isForThis };
  }
  return null;
}

async function keyIn(place: KeyPlace): Promise<v.InferOutput<typeof stored> | null> {
  const parsed = v.safeParse(stored, (await browser.storage[place].get(name))[name]);
  return parsed.success && URL.canParse(parsed.output.origin) ? parsed.output : null;
}

function originOf(baseUrl: string): string | null {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : null;
}
