import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/core/text/count-words.ts';
import { cutWords } from '../../../src/core/text/cut-words.ts';
import { anyMarks, anyProse, anyUnits } from './any-text.ts';

describe('cutWords', () => {
  it('leaves alone what fits', () => {
    expect(cutWords('one two three.', 3)).toBe('one two three.');
  });

  it('cuts after a word and says so', () => {
    expect(cutWords('one, two, three, four', 2)).toBe('one, two…');
    expect(cutWords('one (two) three', 1)).toBe('one…');
    expect(cutWords('東京都知事は言った', 2)).toBe('東京都知…');
  });

  it('keeps at least one word', () => {
    expect(cutWords('one two', 0)).toBe('one…');
  });

  it('never splits a character in half', () => {
    const cut = cutWords('𝒳'.repeat(200), 2);
    expect(cut.isWellFormed()).toBe(true);
  });

  it('gives a beginning of the text within the limit', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyUnits(), anyMarks(), anyProse()),
        fc.integer({ min: 1, max: 9 }),
        (text, max) => {
          const cut = cutWords(text, max);
          expect(countWords(cut)).toBeLessThanOrEqual(max);
          expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
        },
      ),
    );
  });
});
