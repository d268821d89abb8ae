import type { DownloadNews } from '../protocol/contract.ts';
import { browser } from './browser.ts';

const key = 'downloadNews';

/** For who cannot ask the engine room, because it is not there: the popup, and the start of the browser. */
export async function saveDownloadNews(news: DownloadNews): Promise<void> {
  await browser.storage.local.set({ [key]: news });
}

/** Null where there never was a download. */
export async function loadDownloadNews(): Promise<DownloadNews | null> {
  return ((await browser.storage.local.get(key))[key] as DownloadNews | undefined) ?? null;
}
