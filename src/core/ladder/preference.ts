import { type LocalEngineId, localEngines } from '../receipt.ts';

/** Whose answer a person wants: the best one that can be had, the fastest, or always the same engine's. */
export const preferences = ['best', 'fastest', ...localEngines] as const;
export type Preference = (typeof preferences)[number];

export function isFixed(preference: Preference): preference is LocalEngineId {
  return preference !== 'best' && preference !== 'fastest';
}

/** `now`: the person asked for the best answer and for no waiting, whatever their settings say. */
export const paces = ['usual', 'now'] as const;
export type Pace = (typeof paces)[number];
