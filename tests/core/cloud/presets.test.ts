import { describe, expect, it } from 'vitest';
import { readBaseUrl } from '../../../src/core/cloud/base-url.ts';
import { presetOf, presets } from '../../../src/core/cloud/presets.ts';

describe('the servers whose address is known', () => {
  it.each(presets)('$name has an address as a person’s own would be read', ({ baseUrl }) => {
    expect(readBaseUrl(baseUrl)).toEqual({ url: baseUrl });
  });

  it.each(presets)('$name is found by its address', (preset) => {
    expect(presetOf(preset.baseUrl)).toBe(preset);
  });

  it('each have an id, a name and an address of their own', () => {
    for (const key of ['id', 'name', 'baseUrl'] as const)
      expect(new Set(presets.map((preset) => preset[key])).size).toBe(presets.length);
  });

  it('list their models on pages that are encrypted, where they do', () => {
    const pages = presets.map(({ modelsPage }) => modelsPage).filter((page) => page !== null);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(new URL(page).protocol).toBe('https:');
  });

  it.each([
    ['a server of one’s own', 'https://ai.example.com/v1'],
    ['no server', ''],
    ['another port of this machine', 'http://localhost:1235/v1'],
    ['another path of a known host', 'https://api.openai.com/v2'],
  ])('do not include %s', (_what, baseUrl) => {
    expect(presetOf(baseUrl)).toBeNull();
  });
});
