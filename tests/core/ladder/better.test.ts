import { expect, it } from 'vitest';
import { betterDownload, isBetterThanInstant } from '../../../src/core/ladder/better.ts';
import { tiers } from '../../../src/core/models/model.ts';
import { absent, impossible, ready } from './scripted-states.ts';

it('what is proposed for download is what writes better, the browser’s own where both do', () => {
  const proposed = tiers.map((tier) => betterDownload(tier, absent));
  expect(proposed).toEqual(['built-in', 'built-in', 'built-in', 'built-in', 'model']);
  expect(betterDownload(null, absent)).toBe('built-in');
});

it('what cannot be downloaded, is on its way or is there is not proposed', () => {
  for (const state of [impossible, ready(), { state: 'downloading', code: 'no-model' } as const]) {
    expect(betterDownload('small', state)).toBe('model');
    expect(betterDownload(null, state)).toBeNull();
  }
});

it('only the least of models does something no better than the instant engine: it corrects worse than rules', () => {
  const tools = ['summarize', 'rewrite', 'proofread'] as const;
  const worse = tiers.flatMap((tier) =>
    tools.filter((tool) => !isBetterThanInstant(tier, tool)).map((tool) => `${tier} ${tool}`),
  );
  expect(worse).toEqual(['least proofread']);
});
