import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  readSettings,
  type Settings,
  settingsVersion,
  withChange,
} from '../../src/core/settings.ts';
import { rewriteStyles, summaryLengths, summaryTypes } from '../../src/core/tools.ts';

const first = {
  schemaVersion: 1,
  modelId: 'qwen3-1.7b',
  summaryType: 'headline',
  summaryLength: 'long',
  rewriteStyle: 'simpler',
} as const;

const chosen: Settings = {
  ...first,
  schemaVersion: 4,
  cpuModelId: 'qwen3-0.6b-cpu',
  preference: 'fastest',
  upgradeAbovePercent: 50,
  keepLoadedMinutes: 15,
  mirrorUrl: 'https://models.example.com/mirror',
  ownModels: [
    {
      name: 'someone/Qwen3-0.6B-legal-q4f16_1-MLC',
      weightsUrl: 'https://huggingface.co/someone/Qwen3-0.6B-legal-q4f16_1-MLC',
      runsOn: 'Qwen3-0.6B-q4f16_1-MLC',
      contextTokens: 4096,
      downloadBytes: 335_000_000,
    },
  ],
  privateWords: ['Ada', 'Project Heron'],
  cloud: {
    isOn: true,
    baseUrl: 'https://ai.example.com/v1',
    model: 'large',
    route: 'server',
    consent: 'always',
    sites: { 'mail.example.com': 'never', 'localhost:3000': 'allow' },
    redacts: false,
  },
};

describe('settings', () => {
  it('are read as they were written', () => {
    expect(readSettings(chosen)).toEqual(chosen);
    expect(readSettings(defaultSettings)).toEqual(defaultSettings);
  });

  it('of the first version keep all that they say, and the cloud is off', () => {
    expect(readSettings(first)).toEqual({ ...defaultSettings, ...first, schemaVersion: 4 });
    expect(defaultSettings.cloud.isOn).toBe(false);
  });

  it('of the third version keep all that they say, and the best engine answers', () => {
    const { cpuModelId: _, preference: _p, upgradeAbovePercent: _u, ...third } = chosen;
    expect(readSettings({ ...third, schemaVersion: 3 })).toEqual({
      ...chosen,
      ...{ cpuModelId: null, preference: 'best', upgradeAbovePercent: 20 },
    });
  });

  it('get the default of every field that is missing', () => {
    expect(readSettings({ schemaVersion: settingsVersion })).toEqual(defaultSettings);
  });

  it.each([
    ['modelId', 5],
    ['modelId', undefined],
    ['keepLoadedMinutes', 0],
    ['keepLoadedMinutes', '5'],
    ['mirrorUrl', 'models.example.com'],
    ['mirrorUrl', 'http://models.example.com'],
    ['mirrorUrl', 'https://models.example.com/'],
    ['mirrorUrl', 'https://me@models.example.com'],
    ['mirrorUrl', 'https://models.example.com/?a=b'],
    ['mirrorUrl', 'javascript:alert(1)'],
    ['ownModels', null],
    ['ownModels', [{ name: 'nothing else' }]],
    ['summaryType', 'poem'],
    ['summaryType', null],
    ['summaryLength', 'toString'],
    ['summaryLength', ['long']],
    ['rewriteStyle', {}],
    ['rewriteStyle', ''],
    ['privateWords', 'Ada'],
    ['privateWords', [1]],
    ['cloud', true],
    ['cloud', []],
  ] as const)('whose %s is %j get the default for it, and keep the rest', (field, value) => {
    expect(readSettings({ ...chosen, [field]: value })).toEqual({
      ...chosen,
      [field]: defaultSettings[field],
    });
  });

  it.each([
    ['isOn', 'true', false],
    ['isOn', 1, false],
    ['baseUrl', null, ''],
    ['model', 5, ''],
    ['route', 'cloud', 'device'],
    ['consent', 'never', 'ask'],
    ['sites', { 'a.example': 'always' }, {}],
    ['redacts', 0, true],
  ] as const)(
    'whose cloud.%s is %j are careful there, and keep the rest',
    (field, value, careful) => {
      expect(readSettings({ ...chosen, cloud: { ...chosen.cloud, [field]: value } })).toEqual({
        ...chosen,
        cloud: { ...chosen.cloud, [field]: careful },
      });
    },
  );

  const [own] = chosen.ownModels;

  it.each([
    ['weightsUrl', 'http://models.example.com/owner/name'],
    ['weightsUrl', 'https://me:secret@huggingface.co/owner/name'],
    ['weightsUrl', 'https://huggingface.co/owner/name/tree/main'],
    ['weightsUrl', 'https://models.example.com/owner/name?token=1'],
    ['weightsUrl', 'owner/name'],
    ['name', ''],
    ['contextTokens', 0],
    ['downloadBytes', 0.5],
  ])('take no model whose %s is %j', (field, value) => {
    expect(readSettings({ ...chosen, ownModels: [{ ...own, [field]: value }] }).ownModels).toEqual(
      [],
    );
  });

  it('lose no other model for one that cannot be read', () => {
    const ownModels = [{ ...own, contextTokens: 0 }, own];
    expect(readSettings({ ...chosen, ownModels }).ownModels).toEqual([own]);
  });

  it('keep the first of more models than there is room for', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ ...own, name: `model ${index}` }));
    expect(readSettings({ ...chosen, ownModels: many }).ownModels).toEqual(many.slice(0, 20));
  });

  it('lose fields that nobody knows', () => {
    expect(readSettings({ ...chosen, key: 'sk-secret' })).toEqual(chosen);
  });

  it.each([
    ['a newer version', { ...chosen, schemaVersion: settingsVersion + 1 }],
    ['an older version that never was', { ...chosen, schemaVersion: 0 }],
    ['a version below zero', { ...chosen, schemaVersion: -1 }],
    ['half a version', { ...chosen, schemaVersion: 0.5 }],
    ['a version in words', { ...chosen, schemaVersion: '1' }],
    ['no version', { ...chosen, schemaVersion: undefined }],
  ])('of %s are the defaults', (_what, stored) => {
    expect(readSettings(stored)).toEqual(defaultSettings);
  });

  it.each([[undefined], [null], [1], ['{}'], [true], [[]], [{}]])(
    'that are %j are the defaults',
    (stored) => {
      expect(readSettings(stored)).toEqual(defaultSettings);
    },
  );
});

it('a change touches what it names, within the cloud as well', () => {
  const { cloud } = chosen;
  expect(withChange(chosen, { modelId: null, cloud: { consent: 'ask' } })).toEqual({
    ...chosen,
    ...{ modelId: null, cloud: { ...cloud, consent: 'ask' } },
  });
  expect(withChange(chosen, {})).toEqual(chosen);
});

describe('whatever storage holds', () => {
  const field = <Value>(good: readonly Value[]) =>
    fc.oneof(fc.constantFrom(...good), fc.anything());
  const stored = fc.oneof(
    fc.anything(),
    fc.record(
      {
        schemaVersion: field([0, settingsVersion, settingsVersion + 1]),
        modelId: field([null, 'qwen3-0.6b']),
        summaryType: field(summaryTypes),
        summaryLength: field(summaryLengths),
        rewriteStyle: field(rewriteStyles),
      },
      { requiredKeys: [] },
    ),
  );

  it('settings come out whole', () => {
    fc.assert(
      fc.property(stored, (value) => {
        const settings = readSettings(value);
        expect(Object.keys(settings)).toEqual(Object.keys(defaultSettings));
        expect(settings.schemaVersion).toBe(settingsVersion);
        expect(settings.modelId === null || typeof settings.modelId === 'string').toBe(true);
        expect(summaryTypes).toContain(settings.summaryType);
        expect(summaryLengths).toContain(settings.summaryLength);
        expect(rewriteStyles).toContain(settings.rewriteStyle);
      }),
    );
  });

  it('reading what was read changes nothing', () => {
    fc.assert(
      fc.property(stored, (value) => {
        const settings = readSettings(value);
        expect(readSettings(settings)).toEqual(settings);
      }),
    );
  });
});
