import type { NotReady } from '../../core/ladder/readiness.ts';
import { inOrderOfChoice } from '../../core/models/choice.ts';
import type { Model, ModelVariant } from '../../core/models/model.ts';
import type { Speed } from '../../core/models/speed.ts';
import { variantFor, weightsOf } from '../../core/models/variant.ts';
import { type GpuReport, hasShaderF16, isUsable } from '../../protocol/models-report.ts';
import { recordOf } from './records.ts';
import { isInBuild } from './report.ts';
import { isWhole } from './store.ts';

export type Chosen = {
  readonly model: Model;
  readonly variant: ModelVariant;
  /** Null where this device was never measured. */
  readonly speed: Speed | null;
};
export type ModelChoice = Chosen | NotReady;

export type Looking = {
  readonly models: readonly Model[];
  readonly gpu: GpuReport;
  readonly isAllowed: (model: Model) => boolean;
  /** Files of it are still to come. */
  readonly isFetching: (modelId: string) => boolean;
  /** It is being deleted. */
  readonly isLeaving: (modelId: string) => boolean;
  readonly speedOf: (model: Model, variant: ModelVariant) => Promise<Speed | null>;
};

/**
 * The model for an engine to answer with: the one asked for if it is on disk, else the best that is. `corrupt-model` where
 * one was there and its files are gone, without anybody having deleted it here.
 */
export async function chooseModel(
  engine: Model['engine'],
  preferred: string | null,
  looking: Looking,
): Promise<ModelChoice> {
  if (engine === 'web-llm' && !isUsable(looking.gpu))
    return { state: 'unavailable', code: 'no-gpu' };
  let lack: NotReady = { state: 'needs-download', code: 'no-model' };
  for (const { model, variant } of candidates(engine, preferred, looking)) {
    if (looking.isFetching(model.id)) lack = { state: 'downloading', code: 'no-model' };
    else if (looking.isLeaving(model.id)) continue;
    // Not as it was last seen: files may be gone since.
    else if (await isWhole(weightsOf(variant)))
      return { model, variant, speed: await looking.speedOf(model, variant) };
    else if ((await recordOf(variant.id)).verifiedAt !== null && lack.code === 'no-model')
      lack = { state: 'needs-download', code: 'corrupt-model' };
  }
  return lack;
}

function candidates(
  engine: Model['engine'],
  preferred: string | null,
  { models, gpu, isAllowed }: Looking,
): readonly Omit<Chosen, 'speed'>[] {
  const own = models.filter((model) => model.engine === engine && isAllowed(model));
  return inOrderOfChoice(own, preferred).flatMap((model) => {
    const variant = variantFor(model, hasShaderF16(gpu));
    return variant && isInBuild(variant) ? [{ model, variant }] : [];
  });
}
