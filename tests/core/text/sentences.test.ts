import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSentenceChars, splitSentences } from '../../../src/core/text/sentences.ts';
import { anyMarks, anyProse, anyUnits } from './any-text.ts';

function split(text: string, language = 'en'): string[] {
  return [...splitSentences(text, language)].flat().map((sentence) => sentence.text);
}

describe('splitSentences', () => {
  it.each([
    ['Dr. Smith met Mr. Jones. They talked.', ['Dr. Smith met Mr. Jones.', 'They talked.']],
    ['J. R. R. Tolkien wrote it. I read it.', ['J. R. R. Tolkien wrote it.', 'I read it.']],
    ['He served in the U.S. Army. Then he left.', ['He served in the U.S. Army.', 'Then he left.']],
    ['See No. 5 and Fig. 3 on p. 7. Done.', ['See No. 5 and Fig. 3 on p. 7.', 'Done.']],
    ['Use fruit, e.g. Apples. Wash them.', ['Use fruit, e.g. Apples.', 'Wash them.']],
    ['It works for Acme Inc. Smith said so.', ['It works for Acme Inc. Smith said so.']],
  ])('does not end a sentence at an abbreviation: %s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it.each([
    ['We live in the U.S. The house is small.', 2],
    ['He asked for Plan B. The others wanted Plan C. It was late.', 3],
    ['He works for Acme Inc. They pay well.', 2],
    ['Was it you? No. I was away.', 3],
  ])('ends a sentence at an abbreviation that a typical opening follows: %s', (text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  it('keeps decimal numbers, times and versions in one piece', () => {
    const text =
      'It rose by 3.5 percent to $1.2 billion at 10.30 a.m. on Monday. Version 2.4.1 is out.';
    expect(split(text)).toHaveLength(2);
  });

  it('keeps speech with what introduces it', () => {
    expect(split('“Is it far? I am tired.” She sat down.')).toEqual([
      '“Is it far? I am tired.”',
      'She sat down.',
    ]);
    expect(split('"Really?" she asked. Nobody answered.')).toEqual([
      '"Really?" she asked.',
      'Nobody answered.',
    ]);
  });

  it('splits as usual after a quote that is never closed', () => {
    expect(split('“I came. I saw. I left.')).toEqual(['“I came.', 'I saw.', 'I left.']);
  });

  it('splits as usual within a quote that is a text of its own', () => {
    const speech = 'I have a dream that one day this will end. '.repeat(9).trim();
    expect(split(`“${speech}” He sat down.`)).toHaveLength(10);
  });

  it('leaves footnote marks with the sentence they belong to', () => {
    expect(split('It was built in 1901.[12][13] It burnt down.¹ Nobody knows why.')).toEqual([
      'It was built in 1901.[12][13]',
      'It burnt down.¹',
      'Nobody knows why.',
    ]);
  });

  it('does not split at dots that trail off within a sentence', () => {
    expect(split('Well... maybe not… but soon.')).toEqual(['Well... maybe not… but soon.']);
  });

  it.each([
    ['de', 'Am 3. Mai kam Dr. Kröger, z. B. Berlin betreffend. Es war der 2. Versuch.', 2],
    ['de', 'Das gilt nach Abs. 2 usw. für Prof. Alt, d. h. Immer. Nr. 5 entfällt bzw. Ruht.', 2],
    ['fr', 'M. Dupont est arrivé. Il a vu Mme. Durand, p. ex. Lundi.', 2],
    ['es', 'La Sra. García vive en la pág. 3. Es verdad.', 2],
    ['ja', '「行こう。」と彼は言った。次の日、雨が降った。本当？', 3],
    ['zh', '他来了。她走了！你呢？', 3],
    ['hi', 'वह आया। वह गया।', 2],
  ])('knows the habits of %s', (language, text, count) => {
    expect(split(text, language)).toHaveLength(count);
  });

  it('does not take a number for an ordinal in English', () => {
    expect(split('There were 12. Several left.')).toHaveLength(2);
  });

  it('makes headings and list items paragraphs of their own', () => {
    const text = '# Plan\nFirst do this\n- buy milk\n- sell eggs. Then rest.\n1. Sleep.';
    expect([...splitSentences(text, 'en')].flat()).toEqual([
      { text: '# Plan', paragraph: 0 },
      { text: 'First do this', paragraph: 1 },
      { text: '- buy milk', paragraph: 2 },
      { text: '- sell eggs.', paragraph: 3 },
      { text: 'Then rest.', paragraph: 3 },
      { text: '1. Sleep.', paragraph: 4 },
    ]);
  });

  it('joins lines that were wrapped at a margin', () => {
    const text =
      'The quick brown fox jumps over the lazy dog and\nthen goes on to sleep under the old tree until\nthe evening. It dreams of rabbits.';
    expect(split(text)).toEqual([
      'The quick brown fox jumps over the lazy dog and then goes on to sleep under the old tree until the evening.',
      'It dreams of rabbits.',
    ]);
  });

  it('joins wrapped lines across the steps of its work', () => {
    const lines = Array.from(
      { length: 5 },
      () => 'over hills and through the wide valleys of the land',
    );
    const paragraphs = Array.from({ length: 30 }, (_, i) => ['Then the fox', ...lines, `by ${i}.`]);
    const text = paragraphs.flatMap((parts) => [`${parts[0]} ${parts[1]}`, ...parts.slice(2)]);
    const sentences = split(text.join('\n'));
    expect(sentences).toHaveLength(30);
    expect(new Set(sentences.map((sentence) => sentence.replace(/\d+/, ''))).size).toBe(1);
  });

  it('keeps wrapped items apart from one another', () => {
    const text =
      '- wash the frame of the bicycle with warm water and\n  with a soft sponge that has no sand in it\n- dry the chain of the bicycle with a cloth and then\n  oil it with five to ten drops of oil';
    expect(split(text)).toHaveLength(2);
  });

  it('leaves the lines of a list without bullets apart', () => {
    const text =
      'Faster start on old machines\nLonger battery life with video\nFewer permissions to grant';
    expect(split(text)).toHaveLength(3);
  });

  it('gives both parts of a paragraph that is too long for one step the same number', () => {
    const numbers = [...splitSentences('Some words follow here. '.repeat(300), 'en')]
      .flat()
      .map((sentence) => sentence.paragraph);
    expect(numbers).toHaveLength(300);
    expect(new Set(numbers)).toEqual(new Set([0]));
  });

  it.each(['x'.repeat(50_000), 'word '.repeat(10_000), '漢'.repeat(20_000), '1,2;'.repeat(9000)])(
    'cuts what has no end of a sentence (case %#)',
    (text) => {
      const sentences = split(text);
      expect(Math.max(...sentences.map((sentence) => sentence.length))).toBeLessThanOrEqual(
        maxSentenceChars,
      );
      expect(sentences.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    },
  );

  it('takes a malformed language tag for an unknown language', () => {
    expect(split('One. Two.', 'not a tag!')).toEqual(['One.', 'Two.']);
    expect(split('One. Two.', '')).toEqual(['One.', 'Two.']);
  });

  it('loses and changes nothing but white space, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyUnits(), anyMarks(), anyProse()),
        fc.constantFrom('en', 'de', 'ja', 'und'),
        (text, language) => {
          expect(split(text, language).join('').replace(blank, '')).toBe(text.replace(blank, ''));
        },
      ),
      { numRuns: 500 },
    );
  });
});

const blank = /[\s\u0085]+/g;
