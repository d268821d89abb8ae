import { detectLanguage } from '../platform/language.ts';
import { call } from '../platform/messaging/calls.ts';
import type { ShowStatus } from './status.tsx';

/** What `status.js` leaves in the isolated world that it shares with this script. */
declare global {
  var __sottoShowStatus: ShowStatus | undefined;
}

/** A script of its own, injected when first needed: it is as large as half the panel, and most people never look. */
export async function showStatus(signal: AbortSignal, place: Element, text: string): Promise<void> {
  if (!globalThis.__sottoShowStatus) await call(signal, 'injectStatus', null);
  const language = await detectLanguage(text);
  signal.throwIfAborted();
  globalThis.__sottoShowStatus?.(signal, place, language);
}
