import { isEnglish } from '../ladder/quality.ts';

export const dialects = ['American', 'British', 'Australian', 'Canadian', 'Indian'] as const;
export type Dialect = (typeof dialects)[number];

const byRegion: Readonly<Record<string, Dialect>> = {
  US: 'American',
  GB: 'British',
  IE: 'British',
  NZ: 'British',
  AU: 'Australian',
  CA: 'Canadian',
  IN: 'Indian',
};

/**
 * By which a text is to be read; empty: it is not English. Where no country is told, two: only what is wrong in both is a
 * mistake.
 */
export function dialectsOf(language: string): readonly Dialect[] {
  if (!isEnglish(language)) return [];
  const region = /-([A-Z]{2})\b/i.exec(language)?.[1]?.toUpperCase() ?? '';
  const known = Object.hasOwn(byRegion, region) ? byRegion[region] : undefined;
  return known ? [known] : ['American', 'British'];
}
