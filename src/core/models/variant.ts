import type { Model, ModelVariant } from './model.ts';

/** Half the memory where the adapter can calculate in 16 bits; WebLLM's records do not say reliably which variant needs it. */
export function variantFor({ f16, f32 }: Model, hasF16: boolean): ModelVariant {
  return hasF16 && f16 ? f16 : f32;
}
