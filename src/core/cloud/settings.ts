import * as v from 'valibot';

/** `ask`: a person sees what would leave, each time. `always`: what is asked of the server leaves at once. */
export const consents = ['ask', 'always'] as const;
export type Consent = (typeof consents)[number];

/** What a person said for one site, which is stronger than the general consent. */
export const siteRules = ['allow', 'never'] as const;
export type SiteRule = (typeof siteRules)[number];

/** Where an answer is to come from. A request for `device` is never answered by a server, whatever fails. */
export const routes = ['device', 'server'] as const;
export type Route = (typeof routes)[number];

export const cloudSettings = v.object({
  isOn: v.fallback(v.boolean(), false),
  /** As `readBaseUrl` gives it; empty until one was chosen. */
  baseUrl: v.fallback(v.string(), ''),
  model: v.fallback(v.string(), ''),
  /** Where a shortcut, a menu item or a button of the popup looks for its answer. */
  route: v.fallback(v.picklist(routes), 'device'),
  consent: v.fallback(v.picklist(consents), 'ask'),
  /** By host, with its port where it names one. */
  sites: v.fallback(v.record(v.string(), v.picklist(siteRules)), {}),
  /** Mask personal data before sending. */
  redacts: v.fallback(v.boolean(), true),
});
export type CloudSettings = Readonly<v.InferOutput<typeof cloudSettings>>;

export const defaultCloud: CloudSettings = {
  isOn: false,
  baseUrl: '',
  model: '',
  route: 'device',
  consent: 'ask',
  sites: {},
  redacts: true,
};

/** What people know a server by. */
export type ServerName = { readonly host: string; readonly model: string };

/** A server that can be asked. */
export type Server = ServerName & { readonly baseUrl: string };

/** The server that the settings name; null while the cloud is off or not yet set up. */
export function serverOf({ isOn, baseUrl, model }: CloudSettings): Server | null {
  if (!isOn || model === '' || !URL.canParse(baseUrl)) return null;
  return { baseUrl, host: new URL(baseUrl).host, model };
}

export function ruleFor({ sites }: CloudSettings, site: string): SiteRule | null {
  // Own keys only: a site named `constructor` must not find Object's.
  return Object.hasOwn(sites, site) ? (sites[site] ?? null) : null;
}

/** The server that can be asked about a text of these sites; null where there is none, or one of them is excluded. */
export function serverFor(cloud: CloudSettings, sites: readonly string[]): Server | null {
  return sites.some((site) => ruleFor(cloud, site) === 'never') ? null : serverOf(cloud);
}

/** Null takes the rule away. */
export function withRule(cloud: CloudSettings, site: string, rule: SiteRule | null): CloudSettings {
  const { [site]: _, ...others } = cloud.sites;
  return { ...cloud, sites: rule ? { ...others, [site]: rule } : others };
}
