import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { loadPolicy, managedKey } from './policy.ts';

/** A key is good for one server: another address, typed by mistake or by somebody else, must not get it. */
const stored = v.object({ origin: v.string(), key: v.string() });

const name = 'server-key';

/** `session` is memory only. */
export type KeyPlace = 'local' | 'session';

const places = ['session', 'local'] as const satisfies readonly KeyPlace[];

/** For the service worker, at each request. Null when there is none for this server. */
export async function serverKey(baseUrl: string): Promise<string | null> {
  for (const place of places) {
    const found = await keyIn(place);
    if (found && isFor(found.origin, baseUrl)) return found.key;
  }
  const { cloudServer } = await loadPolicy();
  return cloudServer && isFor(cloudServer.baseUrl, baseUrl) ? managedKey() : null;
}

/** Replaces any other key. */
export async function saveServerKey(baseUrl: string, key: string, place: KeyPlace): Promise<void> {
  await deleteServerKey();
  const entry: v.InferOutput<typeof stored> = { origin: new URL(baseUrl).origin, key };
  await browser.storage[place].set({ [name]: entry });
}

export async function deleteServerKey(): Promise<void> {
  await Promise.all(places.map((place) => browser.storage[place].remove(name)));
}

/** Where the key of this server is kept, for a page that must not show it; null when there is none of the person's. */
export async function placeOfKey(baseUrl: string): Promise<KeyPlace | null> {
  for (const place of places) {
    const found = await keyIn(place);
    if (found && isFor(found.origin, baseUrl)) return place;
  }
  return null;
}

async function keyIn(place: KeyPlace): Promise<v.InferOutput<typeof stored> | null> {
  const parsed = v.safeParse(stored, (await browser.storage[place].get(name))[name]);
  return parsed.success ? parsed.output : null;
}

function isFor(url: string, baseUrl: string): boolean {
  return (
    URL.canParse(url) && URL.canParse(baseUrl) && new URL(url).origin === new URL(baseUrl).origin
  );
}
