import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { errorCodes } from '../core/errors.ts';

/** What the service worker leaves for the popup that it opens: a page's text that no script could fetch, or a refusal. */
const handover = v.object({
  text: v.string(),
  code: v.nullable(v.picklist(errorCodes)),
});
export type Handover = v.InferOutput<typeof handover>;

const key = 'handover';

/** `storage.session` is memory only and survives the service worker's sleep. */
export async function leaveForPopup(left: Handover): Promise<void> {
  await browser.storage.session.set({ [key]: left });
}

/** Takes it away: a text is not kept longer than needed. Null when nothing was left. */
export async function takeHandover(): Promise<Handover | null> {
  const stored = (await browser.storage.session.get(key))[key];
  await browser.storage.session.remove(key);
  const parsed = v.safeParse(handover, stored);
  return parsed.success ? parsed.output : null;
}
