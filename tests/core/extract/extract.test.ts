import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../src/core/extract/extract.ts';
import { countWords } from '../../../src/core/text/count-words.ts';
import { anyMarks, anyProse, anyUnits } from '../text/any-text.ts';
import { run, runCounted } from './run.ts';

const language = 'en';
const anyText = fc.oneof(anyProse(), anyProse(), anyMarks(), anyUnits());
const anyBudget = fc.integer({ min: 1, max: 60 });

describe('extract', () => {
  it('takes every sentence from the text, word for word', () => {
    fc.assert(
      fc.property(anyText, anyBudget, (text, maxWords) => {
        for (const sentence of run(extract(text, { language, maxWords })).sentences) {
          const isCut = sentence.endsWith('…') && !bare(text).includes(bare(sentence));
          expect(bare(text)).toContain(bare(isCut ? sentence.slice(0, -1) : sentence));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the order of the text', () => {
    fc.assert(
      fc.property(anyProse(), anyBudget, (text, maxWords) => {
        const { sentences } = run(extract(text, { language, maxWords }));
        let from = 0;
        for (const sentence of sentences) {
          const at = bare(text).indexOf(bare(sentence).replace(/…$/, ''), from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays within the words and sentences that it is given', () => {
    fc.assert(
      fc.property(anyText, anyBudget, fc.integer({ min: 1, max: 8 }), (text, maxWords, most) => {
        const { sentences } = run(extract(text, { language, maxWords, maxSentences: most }));
        expect(sentences.length).toBeLessThanOrEqual(most);
        expect(countAll(sentences)).toBeLessThanOrEqual(maxWords);
      }),
      { numRuns: 300 },
    );
  });

  it('finds something in every text that is not blank', () => {
    fc.assert(
      fc.property(anyText, anyBudget, (text, maxWords) => {
        const { sentences } = run(extract(text, { language, maxWords }));
        expect(sentences.length > 0).toBe(bare(text) !== '');
        expect(sentences).not.toContain('');
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing for a blank text', () => {
    expect(run(extract(' \n\t ', { language }))).toEqual({
      sentences: [],
      wordsRead: 0,
      wordsTotal: 0,
    });
  });

  it('gives the whole text if it is within the limits', () => {
    const text = 'Overview\n\nOne is here. Two is there.';
    const { sentences } = run(extract(text, { language, maxWords: 100 }));
    expect(sentences).toEqual(['Overview', 'One is here.', 'Two is there.']);
    const alike =
      'The bridge closes on 1 June for two whole years. The bridge closes on 1 June for two full years.';
    expect(run(extract(alike, { language, maxWords: 100 })).sentences).toHaveLength(2);
  });

  it('gives five sentences if it is told no limit', () => {
    expect(run(extract(report(40), { language })).sentences).toHaveLength(5);
  });

  it('fills a large budget, and from all parts of the text', () => {
    const { sentences, wordsTotal } = run(extract(report(2000), { language, maxWords: 9000 }));
    expect(wordsTotal).toBeGreaterThan(20_000);
    expect(countAll(sentences)).toBeGreaterThan(8500);
    expect(countAll(sentences)).toBeLessThanOrEqual(9000);
    const weeks = sentences.map((sentence) => Number(/week (\d+)/.exec(sentence)?.[1]));
    for (const from of [0, 500, 1000, 1500]) {
      const part = weeks.filter((week) => week >= from && week < from + 500);
      expect(part.length).toBeGreaterThan(sentences.length / 8);
    }
  });

  it('cuts the best sentence rather than taking a poor one that fits', () => {
    const text =
      'Remarks\n\nThe council voted on Thursday to close the bridge for two years and to spend 84 million euros on rebuilding it.\n\nWell then.';
    expect(run(extract(text, { language, maxWords: 9 })).sentences).toEqual([
      'The council voted on Thursday to close the bridge…',
    ]);
  });

  it('does not say the same thing twice', () => {
    const twice = 'The bridge closes on 1 June for two whole years. ';
    const text = `${twice}Ferries run every ten minutes instead. ${twice.replace('whole', 'full')}Lorries use the tunnel near Westhaven. Cyclists wait until September.`;
    const { sentences } = run(extract(text, { language, maxSentences: 3 }));
    expect(sentences.filter((sentence) => sentence.startsWith('The bridge closes'))).toHaveLength(
      1,
    );
  });

  it('finds the one sentence of a long text that speaks of everything else in it', () => {
    const filler = Array.from(
      { length: 400 },
      (_, i) => `Ab${i} cd${i} ef${i} gh${i} ij${i} kl${i} mn${i}.`,
    );
    const key =
      'In summary, the storm of 3 May destroyed 412 houses, the harbour and the old bridge.';
    const talk = [
      'The storm came at night.',
      'Houses fell like cards.',
      'The harbour was under water.',
      'The old bridge broke in two.',
    ];
    filler.splice(250, 0, ...talk, key);
    const { sentences } = run(extract(filler.join(' '), { language, maxSentences: 4 }));
    expect(sentences).toContain(key);
  });

  it('counts every word of the text and says how many it read', () => {
    const text = report(50);
    const { wordsRead, wordsTotal } = run(extract(text, { language }));
    expect(wordsTotal).toBe(countWords(text));
    expect(wordsRead).toBe(wordsTotal);
  });

  it.each([
    ['one line', 'Some words follow here, and more. '.repeat(5000)],
    ['many lines', 'A line of words\n'.repeat(8000)],
    ['no full stop', 'word '.repeat(30_000)],
    ['no space', 'x'.repeat(150_000)],
    ['no words', '. '.repeat(60_000)],
    ['no text', `${' \n'.repeat(400_000)}end`],
    ['distinct sentences', report(2000)],
  ])('can pause often enough in a text of %s', (_, text) => {
    const stretch = text.trim().length > 10 ? 2500 : 100_000;
    const { pauses } = runCounted(extract(text, { language, maxWords: 100 }));
    expect(pauses).toBeGreaterThan(text.length / stretch);
  });
});

/** A text of so many different sentences, about twelve words each. */
function report(sentences: number): string {
  return Array.from({ length: sentences }, (_, i) => {
    const subject = ['The harbour', 'A council', 'One engineer', 'The ferry'][i % 4];
    return `${subject} noted case${i} with part${i % 37} and wire${i % 53} near gate${i % 11} in week ${i}.`;
  }).join(' ');
}

function countAll(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + countWords(sentence), 0);
}

function bare(text: string): string {
  return text.replace(/[\s\u0085]+/g, '');
}
