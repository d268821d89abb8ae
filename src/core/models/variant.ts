import type { Model, ModelVariant } from './model.ts';

/**
 * The form that an adapter can run; null where there is none. WebLLM's records do not say reliably which forms need
 * `shader-f16`: all that calculate in 16 bits do.
 */
export function variantFor({ f16, f32 }: Model, hasShaderF16: boolean): ModelVariant | null {
  return hasShaderF16 ? (f16 ?? f32) : f32;
}

/** The form to tell of, also where the adapter can run none. */
export function variantToShow(model: Model, hasShaderF16: boolean): ModelVariant {
  return variantFor(model, hasShaderF16) ?? model.f16 ?? model.f32;
}

export function variantsOf({ f16, f32 }: Model): readonly ModelVariant[] {
  return [f16, f32].filter((variant) => variant !== null);
}
