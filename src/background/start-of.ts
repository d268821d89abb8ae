import { ruleFor, serverOf } from '../core/cloud/settings.ts';
import { siteOfTab } from '../platform/gestures.ts';
import { loadSettings } from '../platform/settings.ts';
import type { Ask, Start } from '../protocol/contract.ts';

/**
 * What the content script is told of a gesture. It cannot read settings, and what it says of them later is not believed:
 * this is for what the panel shows.
 */
export async function startOf(tabId: number, ask: Ask): Promise<Start> {
  const [{ cloud }, site] = await Promise.all([loadSettings(), siteOfTab(tabId)]);
  const server = ruleFor(cloud, site) === 'never' ? null : serverOf(cloud);
  return {
    ...ask,
    route: server && ask.choice.tool !== 'share' ? cloud.route : 'device',
    server: server && { host: server.host, model: server.model },
    refusal: null,
  };
}
