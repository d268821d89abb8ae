import type { RequestRecord } from '../protocol/contract.ts';
import { browser } from './browser.ts';

/** One entry of storage for each line: a request needs not read what a thousand others wrote. */
const prefix = 'request:';

/** Writes a line, or replaces the one with this id. */
export async function recordRequest(record: RequestRecord): Promise<void> {
  await browser.storage.local.set({ [`${prefix}${record.id}`]: record });
}

/** Every request that ever left, the newest first. */
export async function loadRequests(): Promise<RequestRecord[]> {
  const all = await browser.storage.local.get(null);
  const lines = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return lines.map(([, line]) => line as RequestRecord).sort((a, b) => b.at - a.at);
}

export async function clearRequests(): Promise<void> {
  const all = await browser.storage.local.get(null);
  await browser.storage.local.remove(Object.keys(all).filter((key) => key.startsWith(prefix)));
}

/** Returns how to stop listening. */
export function onRequestsChanged(listener: () => void): () => void {
  const heard = (changes: object) => {
    if (Object.keys(changes).some((key) => key.startsWith(prefix))) listener();
  };
  browser.storage.local.onChanged.addListener(heard);
  return () => browser.storage.local.onChanged.removeListener(heard);
}
