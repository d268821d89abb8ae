import type { Model } from '../core/models/model.ts';
import { smallerModels } from '../core/models/smaller.ts';
import type { Chosen, ModelChoice } from './models/choose-model.ts';

/** The largest of those below `model` that can answer now, as `choose` says when it is asked for one by its id. */
export async function smallerThan(
  model: Model,
  all: readonly Model[],
  choose: (modelId: string) => Promise<ModelChoice>,
): Promise<Chosen | null> {
  for (const { id } of smallerModels(model, all)) {
    const choice = await choose(id);
    if ('model' in choice && choice.model.id === id) return choice;
  }
  return null;
}
