import { expect, it } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import {
  headMatrix,
  layerMatrices,
  quantizationOf,
  weightBytes,
} from '../../../src/core/models/weights.ts';

/** As their makers count them, embedding included. */
const published = { 'qwen3-0.6b': 596_049_920, 'qwen3-1.7b': 1_720_574_976 };

it.each(Object.entries(published))('%s has the parameters that it is said to have', (id, count) => {
  const shape = catalog.find((model) => model.id === id)?.shape;
  if (!shape) throw new Error('It is not in the catalog');
  const counted = shape.layers * layerMatrices(shape).weights + headMatrix(shape).weights;
  // The rest are norms.
  expect(counted).toBeLessThan(count);
  expect(counted).toBeGreaterThan(count * 0.9995);
});

it.each([
  ['Qwen3-0.6B-q4f16_1-MLC', 'q4f16'],
  ['Qwen3-1.7B-q4f32_1-MLC', 'q4f32'],
  ['SmolLM2-360M-Instruct-q0f16-MLC', 'f16'],
  ['SmolLM2-135M-Instruct-q0f32-MLC', 'f32'],
  ['tiny-llama', 'f32'],
])('%s is of %s', (id, quantization) => {
  expect(quantizationOf(id)).toBe(quantization);
});

it('a scale for each 32 weights costs as much as computing is precise', () => {
  expect(weightBytes(32, 'q4f16')).toBe(16 + 2);
  expect(weightBytes(32, 'q4f32')).toBe(16 + 4);
  expect(weightBytes(32, 'f32')).toBe(128);
});
