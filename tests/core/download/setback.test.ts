import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brokenOff,
  nextWaitMs,
  type Refused,
  refusedWith,
  unfitting,
  webPage,
} from '../../../src/core/download/setback.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';

function refused(status: number, more: Partial<Refused> = {}) {
  return refusedWith({ status, wasRedirected: false, retryAfterMs: null, reason: null, ...more });
}

describe('a refusal', () => {
  it.each<[number, ErrorCode, number]>([
    [400, 'download-failed', 1],
    [401, 'download-refused', 1],
    [403, 'download-refused', 1],
    [404, 'download-missing', 1],
    [408, 'download-failed', 7],
    [410, 'download-missing', 1],
    [425, 'download-failed', 7],
    [429, 'download-busy', 7],
    [451, 'download-failed', 1],
    [500, 'download-failed', 7],
    [502, 'download-failed', 7],
    [503, 'download-failed', 7],
    [504, 'download-failed', 7],
    [511, 'download-portal', 1],
  ])('with %i is told as %s, after %i attempts', (status, code, attempts) => {
    expect(refused(status)).toMatchObject({ code, attempts });
  });

  it('by the address of a redirect, which may have expired, is tried twice more', () => {
    expect(refused(403, { wasRedirected: true }).attempts).toBe(3);
    expect(refused(404, { wasRedirected: true }).attempts).toBe(1);
  });

  it('of a model that does not exist is not told as if it were private', () => {
    expect(refused(401, { reason: 'RepoNotFound' }).code).toBe('download-missing');
    expect(refused(401, { reason: 'GatedRepo' }).code).toBe('download-refused');
  });
});

describe('the wait after attempts in vain', () => {
  const waits = (setback: Parameters<typeof nextWaitMs>[0]) =>
    [1, 2, 3, 4, 5, 6, 7].map((inVain) => nextWaitMs(setback, inVain, 0.5));

  it('grows to about a minute in all, and then there is none', () => {
    expect(waits(brokenOff)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, null]);
  });

  it('is none where the answer does not fit, but not for ever', () => {
    expect(waits(unfitting)).toEqual([0, 0, 0, 0, 0, 0, null]);
  });

  it('is not there after what time does not heal', () => {
    for (const setback of [webPage, refused(404), refused(401), refused(400)])
      expect(nextWaitMs(setback, 1, 0)).toBeNull();
  });

  it('is what the host asks for, up to ten minutes', () => {
    const ms = fc.integer({ min: 0, max: 600_000 });
    const status = fc.constantFrom(408, 429, 500, 503);
    fc.assert(
      fc.property(ms, status, fc.integer({ min: 1, max: 6 }), (retryAfterMs, code, inVain) => {
        expect(nextWaitMs(refused(code, { retryAfterMs }), inVain, 0)).toBe(retryAfterMs);
      }),
    );
    expect(nextWaitMs(refused(429, { retryAfterMs: 600_001 }), 1, 0)).toBeNull();
    expect(nextWaitMs(refused(503, { retryAfterMs: Number.POSITIVE_INFINITY }), 1, 0)).toBeNull();
  });
});
