import * as v from 'valibot';
import { addressOf } from '../core/policy.ts';
import { browser } from './browser.ts';
import { loadPolicy, managedKey } from './policy.ts';

/** A key is good for one server: another address, typed by mistake or by somebody else, must not get it. */
const stored = v.object({ origin: v.string(), key: v.string() });

const name = 'server-key';

/** `session` is memory only. */
export type KeyPlace = 'local' | 'session';

const places = ['session', 'local'] as const satisfies readonly KeyPlace[];

/** For the service worker, at each request. An administrator's key goes before the person's own. Null when there is none. */
export async function serverKey(baseUrl: string): Promise<string | null> {
  const own = await ownKey();
  return (await managedKeyFor(baseUrl)) ?? (own?.origin === originOf(baseUrl) ? own.key : null);
}

/** An administrator's key, where it is for this server. */
export async function managedKeyFor(baseUrl: string): Promise<string | null> {
  const [{ cloudServer }, key] = await Promise.all([loadPolicy(), managedKey()]);
  const origin = originOf(baseUrl);
  const isFor = origin !== null && originOf(addressOf(cloudServer?.baseUrl ?? '')) === origin;
  return isFor ? key : null;
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
  const own = await ownKey();
  if (!own) return null;
  const { origin, place } = own;
  return { place, host: new URL(origin).host, isForThis: origin === originOf(baseUrl) };
}

/** The one that the person saved last: it took every other's place. */
async function ownKey(): Promise<{ place: KeyPlace; origin: string; key: string } | null> {
  for (const place of places) {
    const parsed = v.safeParse(stored, (await browser.storage[place].get(name))[name]);
    if (parsed.success && URL.canParse(parsed.output.origin)) return { place, ...parsed.output };
  }
  return null;
}

function originOf(baseUrl: string): string | null {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : null;
}
