import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/core/text/count-words.ts';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['  \n ', 0],
    ['… — 👍🏽 --', 0],
    ['one', 1],
    ["It's a state-of-the-art café.", 4],
    ['3.5 percent (of 1,200)', 4],
    ['one—two', 2],
    ['Привет, мир! Γειά σου', 4],
    ['한국어 문장입니다', 2],
  ])('counts stretches that hold a letter or a digit: %j', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('counts two characters of Chinese or Japanese as a word', () => {
    expect(countWords('東京都知事')).toBe(3);
    expect(countWords('行こう。雨だ')).toBe(3);
    expect(countWords('Chromeで開く')).toBe(3);
  });

  it('counts Thai by length', () => {
    expect(countWords('ภาษาไทยดี')).toBe(2);
  });

  it('counts a run without spaces more than once, so that a word budget bounds the length', () => {
    expect(countWords('x'.repeat(4000))).toBe(100);
  });

  it('adds up over parts', () => {
    const part = fc
      .array(fc.constantFrom('a', 'Wort', '漢字', '12', 'ไทย'))
      .map((w) => w.join(' '));
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(countWords(`${a}\n${b}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });
});
