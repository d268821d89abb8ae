import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantSummary } from '../../../src/core/extract/instant-summary.ts';
import { countWords } from '../../../src/core/text/count-words.ts';
import { type SummarizeChoice, summaryLengths, summaryTypes } from '../../../src/core/tools.ts';
import { anyMarks, anyProse, anyUnits } from '../text/any-text.ts';
import { run } from './run.ts';

function summarize(text: string, choice: Omit<SummarizeChoice, 'tool'>, language = 'en'): string {
  return run(instantSummary(text, { tool: 'summarize', ...choice }, language)).summary;
}

const story = Array.from(
  { length: 30 },
  (_, i) => `Engineer ${i} of the Westhaven office checked cable${i} and bolt${i} in the harbour.`,
).join(' ');

describe('instantSummary', () => {
  it.each([
    ['short', 3],
    ['medium', 5],
    ['long', 8],
  ] as const)('gives %s key points as %i lines with a dash', (length, count) => {
    const lines = summarize(story, { type: 'key-points', length }).split('\n');
    expect(lines).toHaveLength(count);
    expect(lines.every((line) => /^- Engineer \d+ of .*harbour\.$/.test(line))).toBe(true);
  });

  it.each([
    ['short', 2],
    ['medium', 3],
    ['long', 5],
  ] as const)('gives a %s TL;DR as one paragraph of %i sentences', (length, count) => {
    const summary = summarize(story, { type: 'tldr', length });
    expect(summary).not.toContain('\n');
    expect(summary.split('. ')).toHaveLength(count);
  });

  it('gives at most half of a short text', () => {
    const text =
      'Prices rose by 5 percent in May. Wages rose by 2 percent. Rents stayed as they were. Taxes fell.';
    expect(summarize(text, { type: 'key-points', length: 'long' }).split('\n')).toHaveLength(2);
  });

  it('gives a single sentence back', () => {
    const text = 'Prices rose by 5 percent in May.';
    expect(summarize(text, { type: 'key-points', length: 'short' })).toBe(`- ${text}`);
    expect(summarize(text, { type: 'tldr', length: 'short' })).toBe(text);
    expect(summarize(text, { type: 'headline', length: 'short' })).toBe(text.slice(0, -1));
  });

  it('uses the title of a text as its headline', () => {
    const text = `# The Westhaven office and its harbour cables\n\n${story}`;
    expect(summarize(text, { type: 'headline', length: 'short' })).toBe(
      'The Westhaven office and its harbour cables',
    );
  });

  it('does not take a first line for the title that has nothing to do with the text', () => {
    const text = `Subscribe now for free recipes\n\n${story}`;
    expect(summarize(text, { type: 'headline', length: 'medium' })).toMatch(/^Engineer \d+/);
  });

  it('cuts a headline after a clause, and shows the cut', () => {
    const text =
      'The ministry withdrew the medicine from all pharmacies, unless a doctor in a hospital prescribes it under the new rules of the year 2024.';
    expect(summarize(text, { type: 'headline', length: 'short' })).toBe(
      'The ministry withdrew the medicine from all pharmacies…',
    );
  });

  it('drops the full stop of a headline, but not a question mark or an abbreviation', () => {
    const headline = (text: string) => summarize(text, { type: 'headline', length: 'short' });
    expect(headline('Will the bridge close in June?')).toBe('Will the bridge close in June?');
    expect(headline('The bridge closes in the U.S.')).toBe('The bridge closes in the U.S.');
    expect(headline('.')).toBe('.');
    expect(headline('橋は六月に閉鎖される。')).toBe('橋は六月に閉鎖される');
  });

  it('drops footnote marks, bullets and Markdown, but nothing that may be content', () => {
    const point = (text: string, language = 'en') =>
      summarize(text, { type: 'key-points', length: 'short' }, language);
    expect(point('The bridge opened in 1961.[12][3]')).toBe('- The bridge opened in 1961.');
    expect(point('* [x] **Close** the [bridge](https://a.example/b) today')).toBe(
      '- Close the bridge today',
    );
    expect(point('2. Close the bridge today')).toBe('- Close the bridge today');
    expect(point('> 5 percent of people know 2 ** 3')).toBe('- > 5 percent of people know 2 ** 3');
    expect(point('> Close the bridge today')).toBe('- Close the bridge today');
    expect(point('3. Mai ist der letzte Tag der Brücke', 'de')).toBe(
      '- 3. Mai ist der letzte Tag der Brücke',
    );
    expect(point('- 5 percent was the change in the price')).toBe(
      '- - 5 percent was the change in the price',
    );
    expect(point('The value a[1] is read before b[2] here.')).toBe(
      '- The value a[1] is read before b[2] here.',
    );
  });

  it('ends the items of a list with a full stop where they become a paragraph', () => {
    const items = Array.from({ length: 6 }, (_, i) => `- Check cable${i} and bolt${i} at gate${i}`);
    expect(summarize(items.join('\n'), { type: 'tldr', length: 'short' })).toMatch(
      /^Check cable\d and .*\. Check cable\d and .*\.$/,
    );
  });

  it('is one line, or lines of points, never empty and never too long, whatever the text', () => {
    const anyText = fc.oneof(anyProse(), anyMarks(), anyUnits());
    const anyType = fc.constantFrom(...summaryTypes);
    const anyLength = fc.constantFrom(...summaryLengths);
    fc.assert(
      fc.property(anyText, anyType, anyLength, (text, type, length) => {
        const summary = summarize(text, { type, length });
        expect(summary === '').toBe(/^[\s\u0085]*$/.test(text));
        const lines = summary.split('\n');
        if (type !== 'key-points') expect(lines).toHaveLength(1);
        else if (summary !== '') expect(lines.every((line) => line.startsWith('- '))).toBe(true);
        if (type === 'headline') expect(countWords(summary)).toBeLessThanOrEqual(27);
      }),
      { numRuns: 500 },
    );
  });
});
