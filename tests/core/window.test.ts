import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens, textBudget } from '../../src/core/window.ts';

describe('the estimate of tokens', () => {
  it.each([
    ['nothing', '', 0],
    ['one letter', 'a', 1],
    ['35 letters', 'a'.repeat(35), 10],
    ['36 letters', 'a'.repeat(36), 11],
    ['five Japanese characters', '日本語です', 5],
    ['an emoji, which is two units', '🙂', 2],
    ['ten digits, as in tables', '1234567890', 10],
    ['both kinds', `${'a'.repeat(35)}日本`, 12],
  ])('of %s', (_what, text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it('never falls below four characters a token, and never exceeds one a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(estimateTokens(text)).toBeGreaterThanOrEqual(text.length / 4);
        expect(estimateTokens(text)).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('of a whole is no more than that of its parts, and no less than that of each', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (start, rest) => {
          const tokens = estimateTokens(start + rest);
          expect(tokens).toBeLessThanOrEqual(estimateTokens(start) + estimateTokens(rest));
          expect(tokens).toBeGreaterThanOrEqual(estimateTokens(start));
          expect(tokens).toBeGreaterThanOrEqual(estimateTokens(rest));
        },
      ),
    );
  });
});

describe('the budget of a text', () => {
  it('is the window without instruction, answer and chat template', () => {
    expect(textBudget(4096, 96, 280)).toBe(4096 - 96 - 280 - 32);
  });

  it('is nothing rather than less', () => {
    expect(textBudget(100, 96, 280)).toBe(0);
  });

  it('has no end where the window has none', () => {
    expect(textBudget(Number.POSITIVE_INFINITY, 96, 280)).toBe(Number.POSITIVE_INFINITY);
  });
});
