import { request } from '../platform/messaging/streams.ts';
import { ensureOffscreenDocument, hasOffscreenDocument } from '../platform/offscreen-document.ts';
import { loadConfiguration, settingsSaved } from '../platform/settings.ts';

/** Nothing here is ever given up: the engine room answers within a turn, or the port closes. */
const never = new AbortController().signal;

/**
 * Hands the settings over each time and not only after creating: this service worker may have died between the two, and
 * would not remember.
 */
export async function ensureEngine(): Promise<void> {
  await ensureOffscreenDocument();
  await handOver();
}

/** After a change. Without an engine room there is nobody to tell. */
export async function handOverSettings(): Promise<void> {
  if (await hasOffscreenDocument()) await handOver();
}

let handing: Promise<void> = Promise.resolve();

/** Read and delivered one after the other: settings that were read earlier must not arrive later, and open a door again. */
function handOver(): Promise<void> {
  const deliver = async () => {
    await settingsSaved();
    await request(never, 'configure', await loadConfiguration());
  };
  handing = handing.then(deliver, deliver);
  return handing;
}
