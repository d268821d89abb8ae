import type { Ask, Start } from '../../../src/protocol/contract.ts';
import { articleHtml } from './article.ts';
import { IsolatedWorld } from './isolated-world.ts';
import { byPopup, finished, selectParagraph } from './panel.ts';
import { expect, type Page, type Sotto } from './sotto.ts';

// A page that owns its renderer can say whatever a content script can, and read whatever it can.

export const ask: Ask = {
  choice: { tool: 'summarize', type: 'headline', length: 'short' },
  source: 'page',
};
export const start: Start = { ...ask, route: 'device', server: null, refusal: null };

/** The answer to what somebody may not say. */
export const refused = { error: { code: 'refused', message: expect.any(String) } };

/** A page with the content script in it, and the world from which that script speaks. */
export async function openHostile(sotto: Sotto): Promise<{ page: Page; world: IsolatedWorld }> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return { page, world: await IsolatedWorld.of(page) };
}
