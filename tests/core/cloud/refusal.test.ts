import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Refusal, refusalCode, retryDelayMs } from '../../../src/core/cloud/refusal.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';

function refusal(status: number, more: Partial<Refusal> = {}): Refusal {
  return { status, reason: null, retryAfterMs: null, ...more };
}

describe('what a person is told of a refusal', () => {
  it.each<[number, string | null, ErrorCode]>([
    [0, null, 'cloud-unreachable'],
    [400, null, 'cloud-rejected'],
    [400, 'invalid_request_error', 'cloud-rejected'],
    [400, 'context_length_exceeded', 'cloud-too-long'],
    [400, 'model_not_found', 'cloud-no-model'],
    [400, 'invalid_api_key', 'cloud-unauthorized'],
    [401, null, 'cloud-unauthorized'],
    [402, null, 'cloud-quota'],
    [403, 'request_forbidden', 'cloud-unauthorized'],
    [404, null, 'cloud-no-model'],
    [404, 'not_found_error', 'cloud-no-model'],
    [405, null, 'cloud-rejected'],
    [408, null, 'cloud-silent'],
    [413, null, 'cloud-too-long'],
    [422, null, 'cloud-rejected'],
    [429, null, 'cloud-busy'],
    [429, 'rate_limit_exceeded', 'cloud-busy'],
    [429, 'insufficient_quota', 'cloud-quota'],
    [500, 'server_error', 'cloud-failing'],
    [502, null, 'cloud-failing'],
    [503, 'unavailable_error', 'cloud-failing'],
    [529, null, 'cloud-failing'],
    [599, null, 'cloud-failing'],
    // Names that every object has are no reasons.
    [401, 'constructor', 'cloud-unauthorized'],
    [500, 'toString', 'cloud-failing'],
    [400, '__proto__', 'cloud-rejected'],
  ])('of status %i and reason %s is %s', (status, reason, code) => {
    expect(refusalCode(refusal(status, { reason }))).toBe(code);
  });
});

describe('the wait before the next attempt', () => {
  it.each([429, 500, 502, 503, 504])('is there for %i, twice as long each time', (status) => {
    expect(retryDelayMs(refusal(status), 1, 0.5)).toBe(500);
    expect(retryDelayMs(refusal(status), 2, 0.5)).toBe(1000);
  });

  it('is not there after the third attempt', () => {
    for (const attempt of [3, 4, 100])
      for (const retryAfterMs of [null, 0, 1000])
        expect(retryDelayMs(refusal(429, { retryAfterMs }), attempt, 0)).toBeNull();
  });

  it.each([0, 200, 301, 400, 401, 402, 403, 404, 405, 408, 413, 422, 501, 505])(
    'is not there for %i, which time does not heal',
    (status) => {
      for (const retryAfterMs of [null, 1000])
        expect(retryDelayMs(refusal(status, { retryAfterMs }), 1, 0)).toBeNull();
    },
  );

  it.each([429, 500, 503])('is not there when the quota is spent, even with %i', (status) => {
    for (const retryAfterMs of [null, 0, 1000]) {
      const spent = refusal(status, { reason: 'insufficient_quota', retryAfterMs });
      expect(retryDelayMs(spent, 1, 0)).toBeNull();
    }
  });

  it('is what the server asks for, to the millisecond, at every attempt', () => {
    const ms = fc.integer({ min: 0, max: 30_000 });
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(ms, fc.constantFrom(1, 2), random, (retryAfterMs, attempt, random) => {
        expect(retryDelayMs(refusal(429, { retryAfterMs }), attempt, random)).toBe(retryAfterMs);
      }),
      {
        examples: [
          [0, 1, 0.5],
          [30_000, 2, 0.5],
        ],
      },
    );
  });

  it.each([30_001, 3_600_000, Number.POSITIVE_INFINITY])(
    'is not there when the server asks for %i ms, which nobody waits for',
    (retryAfterMs) => {
      expect(retryDelayMs(refusal(503, { retryAfterMs }), 1, 0)).toBeNull();
    },
  );

  it('differs from browser to browser, by half to either side', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(random, random, fc.constantFrom(1, 2), (one, other, attempt) => {
        const [a = 0, b = 0] = [one, other].map((random) =>
          retryDelayMs(refusal(429), attempt, random),
        );
        const middle = 500 * attempt;
        for (const delay of [a, b]) {
          expect(delay).toBeGreaterThanOrEqual(middle / 2);
          expect(delay).toBeLessThanOrEqual(middle * 1.5);
        }
        if (Math.abs(one - other) > 0.01) expect(a).not.toBe(b);
      }),
    );
  });
});
