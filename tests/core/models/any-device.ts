import fc from 'fast-check';
import type { ModelShape } from '../../../src/core/models/model.ts';
import type { DeviceSpeed, ProductSpeed, Speed } from '../../../src/core/models/speed.ts';

/** From a software adapter to a workstation's. */
const product: fc.Arbitrary<ProductSpeed> = fc.record({
  decodeBytesPerSecond: magnitude(6, 13),
  rowMs: fc.oneof(fc.constant(0), magnitude(-7, 0)),
  prefillMacsPerSecond: magnitude(6, 14),
});

export const anyDevice: fc.Arbitrary<DeviceSpeed> = fc.record({
  f32: product,
  f16: fc.oneof(product, fc.constant(null)),
  dispatchMs: magnitude(-4, 2),
  readbackMs: magnitude(-3, 2),
  measuredAt: fc.constant(0),
});

export const anyShape: fc.Arbitrary<ModelShape> = fc.record({
  architecture: fc.constant('llama'),
  layers: fc.integer({ min: 1, max: 80 }),
  hiddenSize: fc.integer({ min: 64, max: 8192 }),
  intermediateSize: fc.integer({ min: 64, max: 30_000 }),
  heads: fc.integer({ min: 1, max: 64 }),
  keyValueHeads: fc.integer({ min: 1, max: 16 }),
  headSize: fc.integer({ min: 16, max: 256 }),
  vocabularySize: fc.integer({ min: 256, max: 300_000 }),
});

export const anySpeed: fc.Arbitrary<Speed> = fc.record({
  prefill: magnitude(-2, 5),
  decode: magnitude(-2, 4),
});

export const quantizations = ['q4f16', 'q4f32', 'f16', 'f32'] as const;

export function magnitude(from: number, to: number): fc.Arbitrary<number> {
  return fc.double({ min: from, max: to, noNaN: true }).map((exponent) => 10 ** exponent);
}
