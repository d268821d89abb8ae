import { type SiteRule, withRule } from '../core/cloud/settings.ts';
import { changeSettings } from '../platform/settings.ts';
import type { Asker } from '../protocol/call.ts';
import { handOverSettings } from './engine-room.ts';

/** Keeps a rule for the site of the frame that asks, and says whether it could: a private window must leave no trace. */
export async function neverHere({ sites, isPrivate }: Asker): Promise<boolean> {
  const site = sites.find((one) => one !== '');
  if (site === undefined || isPrivate) return false;
  await setSiteRule(site, 'never');
  return true;
}

/** In force when this resolves, and not only on disk: the engine room knows it too. */
export async function setSiteRule(site: string, rule: SiteRule | null): Promise<void> {
  await changeSettings((own) => ({ ...own, cloud: withRule(own.cloud, site, rule) }));
  await handOverSettings();
}
