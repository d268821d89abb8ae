import { AppError } from '../errors.ts';
import { type CloudSettings, ruleFor, type Server, serverOf } from './settings.ts';

/** A server to ask, and whether the person has to agree first. No engine of this device has a place here. */
export type CloudPlan = { readonly server: Server; readonly needsConsent: boolean };

/**
 * For a request that asks for the server. `sites` are the hosts of the page and of the frame that ask; none for the
 * program's own pages. Throws `cloud-off` or `cloud-never-here`.
 */
export function planCloud(cloud: CloudSettings, sites: readonly string[]): CloudPlan {
  const server = serverOf(cloud);
  if (!server) throw new AppError('cloud-off', 'No server is switched on.');
  const rules = sites.map((site) => ruleFor(cloud, site));
  if (rules.includes('never')) throw new AppError('cloud-never-here', 'Not on this site.');
  const isAllowedHere = rules.length > 0 && rules.every((rule) => rule === 'allow');
  return { server, needsConsent: cloud.consent !== 'always' && !isAllowedHere };
}
