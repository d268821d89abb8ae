import { type Model, tiers } from './model.ts';

/**
 * In which order models are asked: the one that the person chose, then from the best tier down, for whoever downloaded a
 * larger one did it to have it answer. Those that nobody has looked at come last.
 */
export function inOrderOfChoice(models: readonly Model[], chosen: string | null): Model[] {
  return [...models].sort((a, b) => rank(b, chosen) - rank(a, chosen));
}

function rank({ id, tier }: Model, chosen: string | null): number {
  if (id === chosen) return tiers.length;
  return tier === null ? -1 : tiers.indexOf(tier);
}
