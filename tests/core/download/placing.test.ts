import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answered, placeOf } from '../../../src/core/download/placing.ts';

function answered(status: number, more: Partial<Answered> = {}): Answered {
  return { status, contentRange: null, contentLength: null, ...more };
}

const part = (contentRange: string | null, contentLength: string | null = null) =>
  answered(206, { contentRange, contentLength });

describe('the bytes of an answer', () => {
  it('go where they were asked for', () => {
    const sizes = fc.integer({ min: 2, max: 2 ** 40 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 0.999, noNaN: true }), (size, share) => {
        const from = Math.floor(size * share);
        const range = `bytes ${from}-${size - 1}/${size}`;
        expect(placeOf(part(range), from, size)).toBe(from);
        expect(placeOf(part(range), from, null)).toBe(from);
        expect(placeOf(part(range), from, size + 1)).toBeNull();
        expect(placeOf(part(range), from + 1, size)).toBeNull();
      }),
    );
  });

  it('go to the begin when the host sends the whole in place of a range', () => {
    expect(placeOf(answered(200), 100, 1000)).toBe(0);
    expect(placeOf(answered(200, { contentRange: 'bytes 100-999/1000' }), 100, 1000)).toBe(0);
  });

  it.each(['bytes 100-999/*', 'Bytes 100-999/1000', ' bytes 100-499/1000 '])(
    'go where %j says',
    (range) => {
      expect(placeOf(part(range), 100, 1000)).toBe(100);
    },
  );

  it.each([
    '',
    'bytes */1000',
    'bytes 100-/1000',
    'bytes 0-999/1000',
    'bytes 99-999/1000',
    'bytes 100-99/1000',
    'bytes 100-999/999',
    'items 100-999/1000',
    'bytes 100-999/1000, 5-6/7',
    'bytes -100-999/1000',
  ])('go nowhere with %j', (range) => {
    expect(placeOf(part(range), 100, 1000)).toBeNull();
  });

  it('are known by their number where the range may not be read', () => {
    expect(placeOf(part(null, '900'), 100, 1000)).toBe(100);
    expect(placeOf(part(null, '1000'), 100, 1000)).toBeNull();
    expect(placeOf(part(null, null), 100, 1000)).toBeNull();
    expect(placeOf(part(null, '900'), 100, null)).toBeNull();
  });

  it.each([201, 204, 304, 416])('of status %i go nowhere', (status) => {
    expect(placeOf(answered(status, { contentRange: 'bytes */1000' }), 100, 1000)).toBeNull();
  });
});
