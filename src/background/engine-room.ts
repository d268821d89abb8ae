import { request } from '../platform/messaging/streams.ts';
import { ensureOffscreenDocument, hasOffscreenDocument } from '../platform/offscreen-document.ts';
import { loadPolicy } from '../platform/policy.ts';
import { loadSettings } from '../platform/settings.ts';
import type { Configuration } from '../protocol/contract.ts';

/** Nothing here is ever given up: the engine room answers within a turn, or the port closes. */
const never = new AbortController().signal;

/**
 * Hands the settings over each time and not only after creating: this service worker may have died between the two, and
 * would not remember.
 */
export async function ensureEngine(): Promise<void> {
  await ensureOffscreenDocument();
  await request(never, 'configure', await configuration());
}

/** After a change. Without an engine room there is nobody to tell. */
export async function handOverSettings(): Promise<void> {
  if (await hasOffscreenDocument()) await request(never, 'configure', await configuration());
}

async function configuration(): Promise<Configuration> {
  const [settings, policy] = await Promise.all([loadSettings(), loadPolicy()]);
  return { settings, policy };
}
