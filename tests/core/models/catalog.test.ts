import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { readLock } from '../../../tools/model-libs/lock.mjs';

const root = resolve(import.meta.dirname, '../../..');
const lock = await readLock(root);

const rows = catalog.flatMap((model) => {
  const forms = [model.f16, model.f32].filter((variant) => variant !== null);
  return forms.map((variant) => ({ model, variant }));
});

describe.each(rows)('$variant.id', ({ model, variant }) => {
  const record = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === variant.id);

  it("stands in WebLLM's own records with the same weights, library, window and memory", () => {
    expect({
      weightsUrl: record?.model,
      library: record?.model_lib.split('/').pop(),
      contextTokens: record?.overrides?.context_window_size,
      gpuMemoryMb: Math.round(record?.vram_required_MB ?? 0),
    }).toEqual({
      weightsUrl: variant.weightsUrl,
      library: variant.library,
      contextTokens: variant.contextTokens,
      gpuMemoryMb: variant.gpuMemoryMb,
    });
    expect(variant.contextTokens).toBe(4096);
  });

  it('is the form that its place in the catalog says', () => {
    const form = variant === model.f16 ? 'f16' : 'f32';
    expect(variant.id).toContain(`q4${form}_1`);
    expect(variant.library).toContain(`q4${form}_1`);
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

it('names every model once', () => {
  const ids = [...catalog.map(({ id }) => id), ...rows.map(({ variant }) => variant.id)];
  expect(new Set(ids).size).toBe(ids.length);
});
