import { serverFor } from '../core/cloud/settings.ts';
import type { Settings } from '../core/settings.ts';
import { siteOfTab } from '../platform/gestures.ts';
import type { Ask, Start } from '../protocol/contract.ts';

/**
 * What the content script is told of a gesture. It cannot read settings, and what it says of them later is not believed:
 * this is for what the panel shows.
 */
export async function startOf(tabId: number, ask: Ask, { cloud }: Settings): Promise<Start> {
  const server = serverFor(cloud, [await siteOfTab(tabId)]);
  return {
    ...ask,
    route: server && ask.choice.tool !== 'share' ? cloud.route : 'device',
    server: server && { host: server.host, model: server.model },
    refusal: null,
  };
}
