import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, parseRetryAfterMs } from '../../src/core/backoff.ts';

describe('the wait before another attempt', () => {
  it('is twice as long each time, by half to either side', () => {
    expect([1, 2, 3, 4].map((attempt) => backoffMs(1000, attempt, 0.5))).toEqual([
      1000, 2000, 4000, 8000,
    ]);
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), random, (attempt, chance) => {
        const middle = 500 * 2 ** (attempt - 1);
        expect(backoffMs(500, attempt, chance)).toBeGreaterThanOrEqual(middle / 2);
        expect(backoffMs(500, attempt, chance)).toBeLessThanOrEqual(middle * 1.5);
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);

  it.each([
    ['0', 0],
    ['7', 7000],
    [' 1.5 ', 1500],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
  ])('%j is %d ms', (header, ms) => {
    expect(parseRetryAfterMs(header, now)).toBe(ms);
  });

  it.each([null, '', '-1', 'soon', '1e3', '2026-01-02', 'Xyz', '5 seconds'])(
    '%j says nothing',
    (header) => {
      expect(parseRetryAfterMs(header, now)).toBeNull();
    },
  );
});
