import * as v from 'valibot';
import { errorCodes } from '../core/errors.ts';
import { choice, textOrigin } from '../protocol/contract.ts';
import { browser } from './browser.ts';

/** What the service worker leaves for the popup that it opens: what was asked, of which text, and why not in the page. */
const handover = v.object({
  /** Empty where not even the browser knew a selection. */
  text: v.string(),
  choice,
  code: v.picklist(errorCodes),
  origin: textOrigin,
});
export type Handover = v.InferOutput<typeof handover>;

const stored = v.object({ handover, leftAt: v.number() });

const key = 'handover';

/** The popup that it was left for opens at once; one that comes later was opened for something else. */
const freshMs = 10_000;

/** `storage.session` is memory only and survives the service worker's sleep. */
export async function leaveForPopup(left: Handover): Promise<void> {
  const entry: v.InferOutput<typeof stored> = { handover: left, leftAt: Date.now() };
  await browser.storage.session.set({ [key]: entry });
}

/** Takes it away: a text is not kept longer than needed. Null when nothing was left. */
export async function takeHandover(): Promise<Handover | null> {
  const found = (await browser.storage.session.get(key))[key];
  await browser.storage.session.remove(key);
  const parsed = v.safeParse(stored, found);
  if (!parsed.success || Date.now() - parsed.output.leftAt > freshMs) return null;
  return parsed.output.handover;
}
