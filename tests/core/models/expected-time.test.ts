import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedMs, roundedForPeople } from '../../../src/core/models/expected-time.ts';
import { anySpeed } from './any-device.ts';

const tokens = fc.integer({ min: 1, max: 4096 });

it('is the reading and the writing', () => {
  const speed = { prefill: 200, decode: 10 };
  expect(expectedMs(speed, { promptTokens: 800, answerTokens: 150 })).toBe(4000 + 15_000);
});

it('grows with the text and with the answer', () => {
  fc.assert(
    fc.property(anySpeed, tokens, tokens, (speed, promptTokens, answerTokens) => {
      const ms = expectedMs(speed, { promptTokens, answerTokens });
      expect(expectedMs(speed, { promptTokens: promptTokens + 1, answerTokens })).toBeGreaterThan(
        ms,
      );
      expect(expectedMs(speed, { promptTokens, answerTokens: answerTokens + 1 })).toBeGreaterThan(
        ms,
      );
    }),
  );
});

it.each([
  [0, 1, 'second'],
  [300, 1, 'second'],
  [4123, 4, 'second'],
  [18_400, 20, 'second'],
  [58_000, 1, 'minute'],
  [111_000, 2, 'minute'],
  [3_400_000, 1, 'hour'],
  [9e9, 12, 'hour'],
])('%i ms are about %i %s', (ms, amount, unit) => {
  expect(roundedForPeople(ms)).toEqual({ amount, unit });
});

it('is never off by more than half, from a second to half a day', () => {
  const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000 };
  fc.assert(
    fc.property(fc.double({ min: 1000, max: 12 * 3_600_000, noNaN: true }), (ms) => {
      const { amount, unit } = roundedForPeople(ms);
      const ratio = ms / (amount * unitMs[unit]);
      expect(Math.max(ratio, 1 / ratio)).toBeLessThan(1.5);
    }),
  );
});
