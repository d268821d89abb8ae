import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/core/extract/rank.ts';
import { readText } from '../../../src/core/extract/read-text.ts';
import { run } from './run.ts';

/** The sentences of a text, the best first, each by its first word. */
function ranking(text: string, language = 'en'): string[] {
  const { block, scores } = run(rank(run(readText(text, language)).candidates));
  return block
    .map((candidate, i) => ({ word: candidate.text.split(' ')[0] ?? '', score: scores[i] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ word }) => word);
}

describe('rank', () => {
  it('puts first what most others speak of', () => {
    const text =
      'Violets bloom every spring beside our quiet garden gate near here. Rivers carried mud into old cellars along some narrow lanes there. Storms brought mud, wind and rain to the cellars, lanes and roofs. Roofs lost many tiles to strong wind and heavy rain that night.';
    expect(ranking(text)[0]).toBe('Storms');
  });

  it('puts the earlier of unrelated sentences first', () => {
    const text =
      'Violets bloom every spring beside our quiet garden gate near here. Rivers carried mud into old cellars along some narrow lanes there.';
    expect(ranking(text)).toEqual(['Violets', 'Rivers']);
  });

  it('puts a sentence that holds numbers before an earlier one that holds none', () => {
    const text =
      'Lions sleep. Violets bloom every spring beside our quiet garden gate near here. Rivers carried 412 tons into 57 cellars along some narrow lanes there.';
    expect(ranking(text)).toEqual(['Rivers', 'Violets', 'Lions']);
  });

  it('puts headings last', () => {
    expect(ranking('Overview\n\nViolets bloom. They are blue.').at(-1)).toBe('Overview');
  });
});
