import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelsOf } from '../../../src/core/models/all-models.ts';
import { catalog } from '../../../src/core/models/catalog.ts';
import { mlcCatalog } from '../../../src/core/models/mlc-catalog.ts';
import {
  hostedModel,
  isOwnId,
  type OwnModel,
  ownId,
  withOwnModel,
  withoutOwnModel,
} from '../../../src/core/models/own-model.ts';
import { recognize } from '../../../src/core/models/recognize.ts';
import { mlcVariantsOf } from '../../../src/core/models/variant.ts';
import { defaultSettings, readSettings } from '../../../src/core/settings.ts';
import { qwen } from './chat-configs.ts';

const small = mlcCatalog.find(({ id }) => id === 'qwen3-0.6b');
if (!small?.f16) throw new Error('Qwen3 0.6B has an f16 form.');
const { f16 } = small;
const libraries = catalog.flatMap(mlcVariantsOf).map(({ library }) => library);

const url = 'https://huggingface.co/someone/Legal-MLC';
const own = hostedModel(url, f16, { bytes: 335_000_000, contextTokens: 40960 });

describe('a model of a person’s own', () => {
  it('stands behind those of the catalog, and runs on the library of one of them', () => {
    const models = modelsOf({ ownModels: [own] });
    expect(models.slice(0, -1)).toEqual(catalog);
    expect(models.at(-1)).toEqual({
      ...small,
      id: ownId(url),
      name: 'someone/Legal-MLC',
      tier: null,
      languages: null,
      license: null,
      termsUrl: url,
      hallucinationPercent: null,
      f16: { ...f16, id: ownId(url), weightsUrl: url, downloadBytes: 335_000_000 },
      f32: null,
    });
  });

  it('has a window no larger than its library’s, or its own', () => {
    expect(own.contextTokens).toBe(4096);
    expect(hostedModel(url, f16, { bytes: 1, contextTokens: 2048 }).contextTokens).toBe(2048);
  });

  it('is none where its library went with a newer catalog', () => {
    expect(modelsOf({ ownModels: [{ ...own, runsOn: 'gone' }] })).toEqual(catalog);
  });

  it('has an id that no model of the catalog has', () => {
    expect(isOwnId(ownId(url))).toBe(true);
    expect(catalog.some(({ id }) => isOwnId(id))).toBe(false);
  });

  it('is kept once, the newest last', () => {
    const other: OwnModel = { ...own, weightsUrl: `${url}-2` };
    const newer: OwnModel = { ...own, contextTokens: 1024 };
    expect(withOwnModel([own, other], newer)).toEqual([other, newer]);
    expect(withoutOwnModel([own, other], url)).toEqual([other]);
  });
});

describe('a folder', () => {
  const list = { records: [{ dataPath: 'params_shard_0.bin', nbytes: 335_000_000 }] };
  const seen = (name: string, change: object = {}, files = list) =>
    recognize({ name, config: { ...qwen, ...change }, list: files }, catalog, libraries);

  it('with the name of the repository holds the model of the catalog', () => {
    expect(seen('Qwen3-0.6B-q4f16_1-MLC')).toEqual({ kind: 'catalog', model: small, variant: f16 });
  });

  it.each([
    ['under another name', seen('Legal MLC')],
    ['of another form’s name', seen('Qwen3-0.6B-q4f32_1-MLC')],
    [
      'of another size',
      seen('Qwen3-0.6B-q4f16_1-MLC', {}, { records: [{ dataPath: 'a', nbytes: 700_000_000 }] }),
    ],
  ])(
    '%s holds one of the person’s own, though shape and quantization are the same',
    (_what, it) => {
      expect(it).toMatchObject({ kind: 'own', own: { runsOn: f16.id } });
    },
  );

  it('gives such a model its name, and a key that no host answers to', () => {
    expect(seen('Legal MLC')).toMatchObject({
      own: {
        name: 'imported/Legal MLC',
        weightsUrl: 'https://imported.invalid/imported/Legal%20MLC',
        downloadBytes: 335_000_000,
      },
    });
  });

  it('is read back from the settings, whatever it is called', () => {
    const isName = (name: string) => !['', '.', '..'].includes(name);
    const names = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(isName);
    fc.assert(
      fc.property(fc.oneof(names, fc.constant('模'.repeat(255))), (name) => {
        const found = seen(name);
        const ownModels = found.kind === 'own' ? [found.own] : [];
        expect(ownModels).toHaveLength(1);
        expect(readSettings({ ...defaultSettings, ownModels }).ownModels).toEqual(ownModels);
      }),
    );
  });

  it('that is imported has no page with terms', () => {
    const found = seen('Legal MLC');
    const ownModels = found.kind === 'own' ? [found.own] : [];
    expect(modelsOf({ ownModels }).at(-1)?.termsUrl).toBeNull();
  });

  it.each([
    [
      'no list of shards',
      recognize({ name: 'a', config: qwen, list: [] }, catalog, libraries),
      'not-mlc',
    ],
    [
      'an empty list',
      recognize({ name: 'a', config: qwen, list: { records: [] } }, catalog, libraries),
      'not-mlc',
    ],
    [
      'no configuration',
      recognize({ name: 'a', config: null, list }, catalog, libraries),
      'not-mlc',
    ],
    ['a model that no library fits', seen('a', { quantization: 'q3f16_1' }), 'quantization'],
  ])('with %s holds none', (_what, it, problem) => {
    expect(it).toEqual({ kind: 'none', problem });
  });
});
