import { describe, expect, it } from 'vitest';
import { cutPieces, findCut } from '../../../src/core/text/cut.ts';

describe('findCut', () => {
  it.each([
    [
      'after a sentence, although a word would be nearer',
      'One is here. Two is',
      17,
      'One is here.',
    ],
    ['after a clause, if no sentence ends', 'One is here, two is there', 17, 'One is here,'],
    ['after a word, if there is no clause', 'One is here and two', 17, 'One is here and'],
    ['where it must, if there is no word', 'x'.repeat(30), 17, 'x'.repeat(17)],
    ['after a wide mark without a space', '雨が降った。雪が降った', 8, '雨が降った。'],
    ['not within a number', 'It costs 1,234,567', 14, 'It costs'],
  ])('cuts %s', (_, text, limit, expected) => {
    expect(text.slice(0, findCut(text, 0, limit))).toBe(expected);
  });

  it('takes all of a text that is short enough', () => {
    expect(findCut('One. Two.', 0, 9)).toBe(9);
  });

  it('never cuts a character in half, and always moves on', () => {
    expect([...cutPieces('𝒳𝒳𝒳', 3)]).toEqual(['𝒳', '𝒳', '𝒳']);
    expect([...cutPieces('𝒳', 1)].join('')).toBe('𝒳');
  });
});
