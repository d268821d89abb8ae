import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableTokens } from '../../../src/core/ladder/budget.ts';
import { predictCpuSpeed } from '../../../src/core/models/cpu-speed.ts';
import { cpuThreads } from '../../../src/core/models/cpu-threads.ts';
import { fitOnCpu } from '../../../src/core/models/fit.ts';
import { ggufCatalog } from '../../../src/core/models/gguf-catalog.ts';
import { pageMs } from '../../../src/core/models/page-time.ts';
import { headMatrix, keyValueBytes, layerMatrices } from '../../../src/core/models/weights.ts';

const [least, balanced] = ggufCatalog;
if (!least || !balanced) throw new Error('There are two models for the CPU.');

const cpu = (macsPerSecond: number) => ({ macsPerSecond, measuredAt: 0 });
const speeds = fc.double({ min: 1e8, max: 1e11, noNaN: true });
const cores = fc.integer({ min: 1, max: 64 });

describe('the speed of a model on the CPU', () => {
  it('is what was measured with the model for tests, where it was measured', () => {
    const shape = {
      ...least.shape,
      ...{ layers: 30, hiddenSize: 576, intermediateSize: 1536, heads: 9, keyValueHeads: 3 },
    };
    const { prefill, decode } = predictCpuSpeed(cpu(2.2e9), shape, 1);
    expect(prefill).toBeCloseTo(10.4, 0);
    expect(decode).toBeCloseTo(9, 0);
  });

  it('is never less with more threads or a faster core, nor more for a larger model', () => {
    fc.assert(
      fc.property(speeds, speeds, cores, cores, (one, other, few, many) => {
        const [slow, fast] = [Math.min(one, other), Math.max(one, other)];
        const [less, more] = [Math.min(few, many), Math.max(few, many)];
        const low = predictCpuSpeed(cpu(slow), balanced.shape, less);
        const high = predictCpuSpeed(cpu(fast), balanced.shape, more);
        expect(high.prefill).toBeGreaterThanOrEqual(low.prefill);
        expect(high.decode).toBeGreaterThanOrEqual(low.decode);
        const small = predictCpuSpeed(cpu(slow), least.shape, less);
        expect(small.decode).toBeGreaterThan(low.decode);
      }),
    );
  });

  it('decides how much is read: what takes 20 seconds, and never nothing', () => {
    fc.assert(
      fc.property(speeds, cores, (macs, threads) => {
        const speed = predictCpuSpeed(cpu(macs), balanced.shape, threads);
        const tokens = readableTokens('cpu', speed) ?? 0;
        expect(tokens).toBeGreaterThanOrEqual(64);
        if (tokens > 64) expect((tokens + 128) / speed.prefill).toBeLessThanOrEqual(20);
        expect(pageMs('cpu', speed)).toBeGreaterThan(0);
      }),
    );
    expect(readableTokens('cpu', null)).toBe(172);
    expect(readableTokens('web-llm', { prefill: 1, decode: 1 })).toBeNull();
  });
});

it('leaves a core to everything else, and takes no more than eight', () => {
  expect([1, 2, 4, 8, 16, 64].map(cpuThreads)).toEqual([1, 1, 3, 7, 8, 8]);
});

describe('a model for the CPU', () => {
  it('fits by the memory and by the time that a page takes', () => {
    const fast = { prefill: 100, decode: 20 };
    const of = (memoryMb: number, deviceMemoryGb: number | null, speed: typeof fast | null) =>
      fitOnCpu({ memoryMb, deviceMemoryGb, speed });
    expect(of(960, 8, fast)).toBe('good');
    expect(of(960, 8, { prefill: 5, decode: 3 })).toBe('slow');
    expect(of(960, 8, null)).toBe('unknown');
    expect(of(960, 1, fast)).toBe('too-large');
    expect(of(960, null, fast)).toBe('good');
  });
});

describe.each(ggufCatalog)('$name', ({ shape, gguf }) => {
  const parameters = shape.layers * layerMatrices(shape).weights + headMatrix(shape).weights;

  it('has a file that its shape can have, with a scale of 16 bits for 32 weights of 8', () => {
    expect(gguf.quantization).toBe('Q8_0');
    const bytes = (parameters * 8.5) / 8;
    expect(gguf.downloadBytes / bytes).toBeGreaterThan(0.98);
    expect(gguf.downloadBytes / bytes).toBeLessThan(1.06);
  });

  it('takes the memory of its file, of keys and values, and a tenth', () => {
    const bytes = gguf.downloadBytes + keyValueBytes(shape, gguf.contextTokens, 'f16');
    expect(gguf.memoryMb / ((bytes * 1.1) / 1e6)).toBeCloseTo(1, 1);
  });

  it('is said to think where its family does', () => {
    expect(gguf.thinks).toBe(shape.architecture === 'qwen3');
  });
});

it('no two models lie under one address, by which their files are known', () => {
  const urls = ggufCatalog.map(({ gguf }) => gguf.weightsUrl);
  expect(new Set(urls).size).toBe(urls.length);
});
