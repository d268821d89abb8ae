import * as v from 'valibot';
import { type CloudSettings, cloudSettings, defaultCloud } from './cloud/settings.ts';
import { preferences } from './ladder/preference.ts';
import { ownModels } from './models/own-model.ts';
import { type ModelChoice, rewriteStyles, summaryLengths, summaryTypes } from './tools.ts';

/** Raise it with every change of shape, and add the step from the version before to `migrations`. */
export const settingsVersion = 4;

export const keepLoadedMinutes = [1, 5, 15, 60] as const;

export const upgradeAbovePercents = [0, 20, 50, 100] as const;

/** Plain http only on this machine: what comes is verified, but what is asked for would be seen by others. */
const mirrorUrl = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(
    /^(?:https:\/\/[^/?#@\s]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:\/[^?#\s]*[^/?#\s])?$/,
  ),
);

const settings = v.object({
  schemaVersion: v.literal(settingsVersion),
  /** The model to answer with; null: the best that is on disk. */
  modelId: v.fallback(v.nullable(v.string()), null),
  /** Of those for the CPU. */
  cpuModelId: v.fallback(v.nullable(v.string()), null),
  preference: v.fallback(v.picklist(preferences), 'best'),
  /** On battery below this, better answers wait that nobody asked for. 0: never; 100: always on battery. */
  upgradeAbovePercent: v.fallback(v.picklist(upgradeAbovePercents), 20),
  /** A model that nobody asks for this long gives its memory back. */
  keepLoadedMinutes: v.fallback(v.picklist(keepLoadedMinutes), 5),
  /** Where models are fetched instead of the catalog's host: replaces its scheme and host, no slash at its end. */
  mirrorUrl: v.fallback(v.nullable(mirrorUrl), null),
  /** Models that the person brought, besides the catalog's. */
  ownModels: v.fallback(ownModels, []),
  summaryType: v.fallback(v.picklist(summaryTypes), 'key-points'),
  summaryLength: v.fallback(v.picklist(summaryLengths), 'medium'),
  rewriteStyle: v.fallback(v.picklist(rewriteStyles), 'concise'),
  /** Names and words of the person's own that are masked before a text is sent or shared. */
  privateWords: v.fallback(v.array(v.string()), []),
  cloud: v.fallback(cloudSettings, defaultCloud),
});
export type Settings = Readonly<v.InferOutput<typeof settings>>;

export const defaultSettings: Settings = {
  schemaVersion: settingsVersion,
  modelId: null,
  cpuModelId: null,
  preference: 'best',
  upgradeAbovePercent: 20,
  keepLoadedMinutes: 5,
  mirrorUrl: null,
  ownModels: [],
  summaryType: 'key-points',
  summaryLength: 'medium',
  rewriteStyle: 'concise',
  privateWords: [],
  cloud: defaultCloud,
};

/** What each tool is asked for by whoever says no more than its name. */
export function usualChoices({ summaryType, summaryLength, rewriteStyle }: Settings) {
  return {
    summarize: { tool: 'summarize', type: summaryType, length: summaryLength },
    rewrite: { tool: 'rewrite', style: rewriteStyle, instruction: '' },
    proofread: { tool: 'proofread' },
  } as const satisfies Record<ModelChoice['tool'], ModelChoice>;
}

/** What a page may want changed; the rest stays as it is by then. */
export type SettingsChange = Partial<Omit<Settings, 'schemaVersion' | 'cloud'>> & {
  readonly cloud?: Partial<CloudSettings>;
};

export function withChange(settings: Settings, { cloud, ...change }: SettingsChange): Settings {
  return { ...settings, ...change, cloud: { ...settings.cloud, ...cloud } };
}

/** `migrations[n]` turns version n into version n + 1. */
const migrations: Readonly<Record<number, (old: Record<string, unknown>) => object>> = {
  1: (old) => ({ ...old, schemaVersion: 2, privateWords: [], cloud: defaultCloud }),
  2: (old) => ({ ...old, schemaVersion: 3, keepLoadedMinutes: 5, mirrorUrl: null, ownModels: [] }),
  3: (old) => ({
    ...old,
    ...{ schemaVersion: 4, cpuModelId: null, preference: 'best', upgradeAbovePercent: 20 },
  }),
};

/**
 * Settings out of whatever storage holds. Older versions are migrated; single unreadable fields get their default;
 * nothing, or what a newer version wrote, gives the defaults.
 */
export function readSettings(stored: unknown): Settings {
  let candidate = stored;
  for (let version = versionOf(candidate); version < settingsVersion; version++) {
    const migrate = migrations[version];
    if (!migrate) return defaultSettings;
    candidate = migrate(candidate as Record<string, unknown>);
  }
  const parsed = v.safeParse(settings, candidate);
  return parsed.success ? parsed.output : defaultSettings;
}

function versionOf(stored: unknown): number {
  const version = (stored as { schemaVersion?: unknown } | null | undefined)?.schemaVersion;
  return typeof version === 'number' && Number.isInteger(version) && version >= 0
    ? version
    : settingsVersion;
}
