import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ModelShape } from '../../../src/core/models/model.ts';
import { predictSpeed } from '../../../src/core/models/predict-speed.ts';
import type { DeviceSpeed, Speed } from '../../../src/core/models/speed.ts';
import type { Quantization } from '../../../src/core/models/weights.ts';
import { anyDevice, anyShape, quantizations } from './any-device.ts';

const quantization = fc.constantFrom(...quantizations);
const promptTokens = fc.integer({ min: 1, max: 4096 });

it('is a speed: neither zero nor infinite, and none where the adapter lacks the precision', () => {
  fc.assert(
    fc.property(
      anyDevice,
      anyShape,
      quantization,
      promptTokens,
      (device, shape, quantized, prompt) => {
        const speed = predictSpeed(device, shape, quantized, {
          promptTokens: prompt,
          answerTokens: 1,
        });
        const isMissing = device.f16 === null && quantized.endsWith('f16');
        expect(speed === null).toBe(isMissing);
        for (const part of Object.values(speed ?? {})) {
          expect(part).toBeGreaterThan(0);
          expect(part).toBeLessThan(Number.POSITIVE_INFINITY);
        }
      },
    ),
  );
});

const sizes = [
  'layers',
  'hiddenSize',
  'intermediateSize',
  'heads',
  'keyValueHeads',
  'headSize',
  'vocabularySize',
] as const satisfies readonly (keyof ModelShape)[];

it('a model that is larger in anything is slower', () => {
  fc.assert(
    fc.property(anyDevice, anyShape, fc.constantFrom(...sizes), (device, shape, size) => {
      const small = predicted(device, shape, 'q4f32');
      const large = predicted(device, { ...shape, [size]: shape[size] * 2 }, 'q4f32');
      expect(large.decode).toBeLessThan(small.decode);
      expect(large.prefill).toBeLessThan(small.prefill);
    }),
  );
});

it('a longer text makes each token of the answer slower', () => {
  fc.assert(
    fc.property(anyDevice, anyShape, promptTokens, (device, shape, prompt) => {
      const at = (tokens: number) =>
        predicted(device, shape, 'q4f32', { promptTokens: tokens, answerTokens: 100 }).decode;
      expect(at(prompt + 100)).toBeLessThan(at(prompt));
    }),
  );
});

const qwen: ModelShape = {
  ...{ architecture: 'qwen3', layers: 28, hiddenSize: 1024, intermediateSize: 3072 },
  ...{ heads: 16, keyValueHeads: 8, headSize: 128, vocabularySize: 151936 },
};

/** All else costs nothing. */
const onlyBandwidth: DeviceSpeed = {
  f32: { decodeBytesPerSecond: 1e11, rowMs: 0, prefillMacsPerSecond: 1e30 },
  f16: null,
  dispatchMs: 0,
  readbackMs: 0,
  measuredAt: 0,
};

it('takes in all weights, and keys and values, for each token', () => {
  // 596 million weights of 5 bits, and 8 heads of 128 numbers twice in 28 layers for 100 tokens; 2 ms are for the script.
  const bytes = 595_984_384 * (5 / 8) + 28 * 2 * 8 * 128 * 4 * 100;
  const lengths = { promptTokens: 100, answerTokens: 0 };
  expect(1000 / predicted(onlyBandwidth, qwen, 'q4f32', lengths).decode).toBeCloseTo(
    bytes / 1e8 + 2,
  );
});

it('starts fourteen kernels in each layer and seven around them', () => {
  const free = { ...onlyBandwidth, f32: { ...onlyBandwidth.f32, decodeBytesPerSecond: 1e30 } };
  const { decode } = predicted({ ...free, dispatchMs: 0.05 }, qwen, 'q4f32');
  expect(1000 / decode).toBeCloseTo((28 * 14 + 7) * 0.05 + 2);
});

it('multiplies each token read with the weights of all layers and with what attention needs, chunk by chunk', () => {
  const f32 = { ...onlyBandwidth.f32, decodeBytesPerSecond: 1e30, prefillMacsPerSecond: 1e12 };
  const device = { ...onlyBandwidth, f32, dispatchMs: 0.05, readbackMs: 5 };
  const macs = 2000 * (595_984_384 - 151_936 * 1024) + 28 * 16 * 128 * 2000 ** 2;
  const ms = macs / 1e9 + 2 * (28 * 14 + 7) * 0.05 + 5 + 2;
  const lengths = { promptTokens: 2000, answerTokens: 0 };
  expect((1000 * 2000) / predicted(device, qwen, 'q4f32', lengths).prefill).toBeCloseTo(ms);
});

function predicted(
  ...[device, shape, quantized, lengths]: [
    DeviceSpeed,
    ModelShape,
    Quantization,
    { promptTokens: number; answerTokens: number }?,
  ]
): Speed {
  const speed = predictSpeed(device, shape, quantized, lengths);
  if (!speed) throw new Error('Nothing was predicted');
  return speed;
}
