import { type CloudSettings, ruleFor, type Server, serverOf } from './cloud/settings.ts';
import { AppError, type ErrorCode } from './errors.ts';
import type { LocalEngineId } from './receipt.ts';
import type { ModelChoice } from './tools.ts';

/** What each local engine said when it was asked whether it can answer now: null means yes. */
export type LocalReadiness = Readonly<Record<LocalEngineId, ErrorCode | null>>;

/** The engines to try, best first, and why a better one is missing. There is no place here for anything that is not local. */
export type LocalPlan = {
  readonly engines: readonly LocalEngineId[];
  readonly missing: ErrorCode | null;
};

/** Throws the code that says what is missing when no engine can do it. */
export function planLocal({ tool }: ModelChoice, readiness: LocalReadiness): LocalPlan {
  const missing = readiness['web-llm'];
  const engines: LocalEngineId[] = missing === null ? ['web-llm'] : [];
  if (tool === 'summarize' && readiness.instant === null) engines.push('instant');
  if (engines.length === 0)
    throw new AppError(missing ?? 'no-model', `No engine can ${tool} on this device now.`);
  return { engines, missing };
}

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
