import type { Model } from './model.ts';
import { variantToShow } from './variant.ts';

/** Those that need less memory than `model`, the largest first. */
export function smallerModels(model: Model, all: readonly Model[]): readonly Model[] {
  return all
    .filter((other) => memoryOf(other) < memoryOf(model))
    .sort((a, b) => memoryOf(b) - memoryOf(a));
}

/** They are to be compared, whatever the adapter can do. */
function memoryOf(model: Model): number {
  return variantToShow(model, false).memoryMb;
}
