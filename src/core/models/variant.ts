import type { Weights } from './files.ts';
import type { GgufVariant, MlcVariant, Model, ModelVariant } from './model.ts';

/**
 * The form that this device can run; null where its adapter can run none. WebLLM's records do not say reliably which
 * forms need `shader-f16`: all that calculate in 16 bits do.
 */
export function variantFor(model: Model, hasShaderF16: boolean): ModelVariant | null {
  if (model.engine === 'cpu') return model.gguf;
  return hasShaderF16 ? (model.f16 ?? model.f32) : model.f32;
}

/** The form to tell of, also where the adapter can run none. */
export function variantToShow(model: Model, hasShaderF16: boolean): ModelVariant {
  if (model.engine === 'cpu') return model.gguf;
  const { f16, f32 } = model;
  return (hasShaderF16 ? f16 : f32) ?? f16 ?? f32;
}

export function variantsOf(model: Model): readonly ModelVariant[] {
  return model.engine === 'cpu' ? [model.gguf] : mlcVariantsOf(model);
}

/** Those that have a library; none of a model for the CPU. */
export function mlcVariantsOf(model: Model): readonly MlcVariant[] {
  if (model.engine === 'cpu') return [];
  return [model.f16, model.f32].filter((variant) => variant !== null);
}

export function weightsOf(variant: ModelVariant): Weights {
  return { weightsUrl: variant.weightsUrl, file: isGguf(variant) ? variant.file : null };
}

export function isGguf(variant: ModelVariant): variant is GgufVariant {
  return 'file' in variant;
}
