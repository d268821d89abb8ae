import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { mlcCatalog } from '../../../src/core/models/mlc-catalog.ts';
import { type ModelShape, tiers } from '../../../src/core/models/model.ts';
import { mlcVariantsOf, variantsOf } from '../../../src/core/models/variant.ts';
import { readLock } from '../../../tools/model-libs/lock.mjs';

const root = resolve(import.meta.dirname, '../../..');
const lock = await readLock(root);

const rows = mlcCatalog.flatMap((model) =>
  mlcVariantsOf(model).map((variant) => ({ model, variant })),
);

/** With their scales: 32 weights of 4 bits share one. */
const bitsPerParameter: Record<string, number> = { q4f16_1: 4 + 16 / 32, q4f32_1: 4 + 32 / 32 };

/** Of embedding, attention and feed-forward network; norms are too few to count. */
function parametersOf(shape: ModelShape): number {
  const { hiddenSize, heads, keyValueHeads, headSize, intermediateSize } = shape;
  const attention = 2 * hiddenSize * headSize * (heads + keyValueHeads);
  const perLayer = attention + 3 * hiddenSize * intermediateSize;
  return shape.vocabularySize * hiddenSize + shape.layers * perLayer;
}

describe.each(rows)('$variant.id', ({ model, variant }) => {
  const record = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === variant.id);

  it("stands in WebLLM's own records with the same weights, library, window and memory", () => {
    expect({
      weightsUrl: record?.model,
      library: record?.model_lib.split('/').pop(),
      contextTokens: record?.overrides?.context_window_size,
      memoryMb: Math.round(record?.vram_required_MB ?? 0),
    }).toEqual({
      weightsUrl: variant.weightsUrl,
      library: variant.library,
      contextTokens: variant.contextTokens,
      memoryMb: variant.memoryMb,
    });
    expect(variant.contextTokens).toBe(4096);
  });

  it('needs no buffers beyond those that are asked of every adapter', () => {
    expect(record?.buffer_size_required_bytes).toBeUndefined();
    expect(record?.low_resource_required).toBe(true);
  });

  it('has a shape that its download can hold', () => {
    const bytes = (parametersOf(model.shape) * (bitsPerParameter[variant.quantization] ?? 0)) / 8;
    expect(variant.downloadBytes / bytes).toBeGreaterThan(0.95);
    expect(variant.downloadBytes / bytes).toBeLessThan(1.25);
  });

  it('is said to think where its family does', () => {
    expect(variant.thinks).toBe(model.shape.architecture === 'qwen3');
  });

  it('is the form that its place in the catalog says', () => {
    const form = variant === model.f16 ? 'f16' : 'f32';
    expect(variant.quantization).toBe(`q4${form}_1`);
    expect(variant.id).toContain(`q4${form}_1`);
    expect(variant.library).toContain(`q4${form}_1`);
    // Some records that need it do not say so; none says it that does not.
    if (record?.required_features) expect(form).toBe('f16');
  });
});

describe('model-libs.lock.json', () => {
  it("has exactly the catalog's libraries", () => {
    const libraries = rows.map(({ variant }) => variant.library);
    expect(Object.keys(lock?.libraries ?? {}).sort()).toEqual([...new Set(libraries)].sort());
  });

  it('is for the WebLLM that is installed', () => {
    const manifest = resolve(root, 'node_modules/@mlc-ai/web-llm/package.json');
    expect(lock?.webLlm).toBe(JSON.parse(readFileSync(manifest, 'utf8')).version);
  });
});

describe('the catalog', () => {
  it('has one model for each reason, by what they need', () => {
    expect(mlcCatalog.map(({ tier }) => tier)).toEqual(tiers);
    const memory = mlcCatalog.map(({ f16, f32 }) => (f16 ?? f32)?.memoryMb ?? 0);
    expect(memory).toEqual([...memory].sort((a, b) => a - b));
  });

  it("leaves out f32 forms only where WebLLM's records have none", () => {
    const ids = prebuiltAppConfig.model_list.map(({ model_id }) => model_id);
    for (const { f16, f32 } of mlcCatalog)
      if (f32 === null) expect(ids).not.toContain(f16?.id.replace('q4f16', 'q4f32'));
  });
});

it('names every model once', () => {
  const ids = catalog.flatMap((model) => [model, ...variantsOf(model)]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
