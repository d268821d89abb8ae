import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instantSummary } from '../../../src/core/extract/instant-summary.ts';
import type { SummarizeChoice } from '../../../src/core/tools.ts';
import { run } from './run.ts';

const cases = [
  ['news', 'en'],
  ['meeting', 'en'],
  ['medical', 'en'],
  ['list', 'en'],
  ['german', 'de'],
  ['japanese', 'ja'],
] as const;

const choices: readonly SummarizeChoice[] = [
  { tool: 'summarize', type: 'headline', length: 'short' },
  { tool: 'summarize', type: 'tldr', length: 'short' },
  { tool: 'summarize', type: 'key-points', length: 'medium' },
];

/** The expected texts were read and found good; `vitest -u` writes them anew, and then they are to be read again. */
describe('instantSummary', () => {
  it.each(cases)('picks from %s what a reader would', async (name, language) => {
    const folder = new URL(`golden/${name}/`, import.meta.url);
    const source = readFileSync(new URL('source.txt', folder), 'utf8');
    const summaries = choices.map((choice) => {
      const { summary } = run(instantSummary(source, choice, language));
      return `== ${choice.type}, ${choice.length}\n${summary}\n`;
    });
    await expect(summaries.join('\n')).toMatchFileSnapshot(`golden/${name}/expected.txt`);
  });
});
