import type { Settings } from '../settings.ts';
import { catalog } from './catalog.ts';
import type { MlcVariant, Model } from './model.ts';
import { isImported, type OwnModel, ownId } from './own-model.ts';
import { mlcVariantsOf } from './variant.ts';
import { precisionOf, quantizationOf } from './weights.ts';

/** The models that there are for this person: those of the catalog, then their own. */
export function modelsOf({ ownModels }: Pick<Settings, 'ownModels'>): readonly Model[] {
  return [...catalog, ...ownModels.flatMap(toModel)];
}

/** None where the catalog has no longer the library that it ran on: then its files belong to nobody. */
function toModel(own: OwnModel): Model[] {
  const like = catalog.find((it) => mlcVariantsOf(it).some(({ id }) => id === own.runsOn));
  const base = like && mlcVariantsOf(like).find(({ id }) => id === own.runsOn);
  if (!like || !base) return [];
  const { name, weightsUrl, contextTokens, downloadBytes } = own;
  const id = ownId(weightsUrl);
  const variant = { ...base, id, weightsUrl, contextTokens, downloadBytes };
  return [
    {
      id,
      name,
      tier: null,
      languages: null,
      license: null,
      termsUrl: isImported(weightsUrl) ? null : weightsUrl,
      hallucinationPercent: null,
      shape: like.shape,
      engine: 'web-llm',
      ...(isF16(base) ? { f16: variant, f32: null } : { f16: null, f32: variant }),
    },
  ];
}

function isF16({ quantization }: MlcVariant): boolean {
  return precisionOf(quantizationOf(quantization)) === 'f16';
}
