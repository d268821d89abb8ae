import { AppError } from '../core/errors.ts';
import { call } from '../platform/messaging/calls.ts';
import type { ReadPage } from './reader.ts';

/** What `reader.js` leaves in the isolated world that it shares with this script. */
declare global {
  var __sottoReadPage: ReadPage | undefined;
}

/** The page's article. The reader is a second script, injected when first needed: most gestures never need it. */
export async function readPage(signal: AbortSignal): Promise<string> {
  if (!globalThis.__sottoReadPage) await call(signal, 'injectReader', null);
  const text = globalThis.__sottoReadPage?.() ?? '';
  if (text.trim() === '') throw new AppError('page-unreadable', 'No article was found.');
  return text;
}
