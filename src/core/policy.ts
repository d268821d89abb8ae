import * as v from 'valibot';
import { readBaseUrl } from './cloud/base-url.ts';
import type { CloudSettings } from './cloud/settings.ts';
import { isOwnId } from './models/own-model.ts';
import type { Settings } from './settings.ts';

/** Null: no limit. What cannot be read allows nothing, since somebody wanted a limit. */
const list = v.optional(v.nullable(v.fallback(v.array(v.string()), [])), null);

const server = v.object({ baseUrl: v.string(), model: v.optional(v.string(), '') });

/** What an administrator has set (`public/policy-schema.json`). The key is not part of it: it travels on its own. */
const policy = v.object({
  cloudAllowed: v.optional(v.fallback(v.boolean(), false), true),
  /** `*.example.com` stands for all below it. */
  cloudAllowedHosts: list,
  /** Null: the person's own. One that cannot be read is none, and not the person's either. */
  cloudServer: v.optional(v.nullable(v.fallback(server, { baseUrl: '', model: '' })), null),
  cloudModels: list,
  /** Ids of the catalog. */
  localModels: list,
});
export type Policy = Readonly<v.InferOutput<typeof policy>>;

export const noPolicy: Policy = v.parse(policy, {});

/** Out of whatever managed storage holds. */
export function readPolicy(stored: unknown): Policy {
  const parsed = v.safeParse(policy, stored);
  return parsed.success ? parsed.output : noPolicy;
}

/** The settings as the policy lets them be. What it sets replaces what the person set; what it forbids is off. */
export function applyPolicy(settings: Settings, rules: Policy): Settings {
  const cloud = withServer(settings.cloud, rules);
  const isOn = cloud.isOn && rules.cloudAllowed && isHostAllowed(cloud.baseUrl, rules);
  return { ...settings, cloud: { ...cloud, isOn } };
}

function withServer(cloud: CloudSettings, { cloudServer, cloudModels }: Policy): CloudSettings {
  const baseUrl = cloudServer ? addressOf(cloudServer.baseUrl) : cloud.baseUrl;
  return { ...cloud, baseUrl, model: modelWithin(cloudServer?.model || cloud.model, cloudModels) };
}

/** An administrator's address as requests use it; `''` for one that cannot be read. */
export function addressOf(written: string): string {
  const read = readBaseUrl(written);
  return 'url' in read ? read.url : '';
}

/** Whether a model may be used on this device. Of a limit, a person's own are none. */
export function isModelAllowed(modelId: string, { localModels }: Policy): boolean {
  return localModels === null || (localModels.includes(modelId) && !isOwnId(modelId));
}

function modelWithin(model: string, allowed: readonly string[] | null): string {
  return allowed === null || allowed.includes(model) ? model : (allowed[0] ?? '');
}

/** Whether requests may go to the host of this address. An address that cannot be read names no host. */
export function isHostAllowed(baseUrl: string, { cloudAllowedHosts }: Policy): boolean {
  if (cloudAllowedHosts === null) return true;
  if (!URL.canParse(baseUrl)) return false;
  const { host, hostname, protocol } = new URL(baseUrl);
  const names = [host, hostname, ...(protocol === 'https:' ? [`${hostname}:443`] : [])];
  return cloudAllowedHosts.map(hostIn).some((pattern) => {
    const ending = /^\*(\..+)$/.exec(pattern)?.[1];
    return ending === undefined ? names.includes(pattern) : hostname.endsWith(ending);
  });
}

/** People paste whole addresses, and write hosts in capitals. */
function hostIn(pattern: string): string {
  return pattern
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '');
}
