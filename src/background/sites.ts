import { type CloudSettings, withRule } from '../core/cloud/settings.ts';
import type { Asker } from '../protocol/call.ts';

/** The site of the frame that asks. A private window leaves no trace, so there it holds as long as the panel does. */
export function neverOn({ sites: [site], isPrivate }: Asker, cloud: CloudSettings): CloudSettings {
  return site && !isPrivate ? withRule(cloud, site, 'never') : cloud;
}
