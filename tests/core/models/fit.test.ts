import { expect, it } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { type DeviceMemory, type FitQuestion, fitOf } from '../../../src/core/models/fit.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { variantToShow } from '../../../src/core/models/variant.ts';
import { quantizationOf } from '../../../src/core/models/weights.ts';

const mib = 1024 * 1024;

const roomy: DeviceMemory = {
  maxBufferSize: 2048 * mib,
  maxStorageBufferBindingSize: 2048 * mib,
  deviceMemoryGb: 8,
};

/** A page in 13 s. */
const quick = { prefill: 160, decode: 18.75 };

function question(id: string, change: Partial<FitQuestion> = {}): FitQuestion {
  const model = catalog.find((one) => one.id === id) as Model;
  const { memoryMb, quantization: name } = variantToShow(model, false);
  const quantization = quantizationOf(name);
  return { shape: model.shape, quantization, memoryMb, memory: roomy, speed: quick, ...change };
}

it('is good where a page takes no longer than one waits', () => {
  expect(fitOf(question('qwen3-1.7b'))).toBe('good');
});

it('is slow where it does', () => {
  expect(fitOf(question('qwen3-0.6b', { speed: { prefill: 160, decode: 14 } }))).toBe('slow');
  expect(fitOf(question('qwen3-0.6b', { speed: { prefill: 100, decode: 18.75 } }))).toBe('slow');
});

it('is unknown while nothing is measured', () => {
  expect(fitOf(question('qwen3-0.6b', { speed: null }))).toBe('unknown');
});

it('is too large where the tensor over the vocabulary exceeds what may be bound, measured or not', () => {
  // 151,936 rows of 2,048 weights of 4 bits are 148 MiB; the smaller model has half.
  const memory = { ...roomy, maxStorageBufferBindingSize: 128 * mib };
  expect(fitOf(question('qwen3-1.7b', { memory }))).toBe('too-large');
  expect(fitOf(question('qwen3-1.7b', { memory, speed: null }))).toBe('too-large');
  expect(fitOf(question('qwen3-0.6b', { memory }))).toBe('good');
});

it('is too large for half of the memory of a machine that shares it', () => {
  const memory = { ...roomy, deviceMemoryGb: 4 };
  expect(fitOf(question('qwen3-1.7b', { memory }))).toBe('too-large');
  expect(fitOf(question('qwen3-0.6b', { memory }))).toBe('good');
});

it('is too large for an adapter whose buffers are small, however much memory the machine has', () => {
  const memory = { ...roomy, maxBufferSize: 256 * mib };
  expect(fitOf(question('qwen3-0.6b', { memory }))).toBe('too-large');
});

it('goes by the adapter alone where the browser does not tell the memory', () => {
  const memory = { ...roomy, deviceMemoryGb: null };
  expect(fitOf(question('qwen3-1.7b', { memory }))).toBe('good');
});
