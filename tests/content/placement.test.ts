import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place } from '../../src/content/placement.ts';

const viewport = { width: 1000, height: 800 };
const panel = { width: 400, height: 300 };

describe('the panel stands', () => {
  it.each([
    ['below the text', { left: 100, top: 100, bottom: 120 }, { left: 100, top: 128 }],
    [
      'above it where there is no room below',
      { left: 100, top: 500, bottom: 520 },
      { left: 100, top: 192 },
    ],
    [
      'in the corner where there is room in neither',
      { left: 100, top: 200, bottom: 700 },
      { left: 592, top: 8 },
    ],
    ['within the right edge', { left: 900, top: 100, bottom: 120 }, { left: 592, top: 128 }],
    ['within the left edge', { left: -50, top: 100, bottom: 120 }, { left: 8, top: 128 }],
    [
      'in the corner where the text is scrolled out above',
      { left: 100, top: -90, bottom: -20 },
      { left: 592, top: 8 },
    ],
    [
      'in the corner where the text is scrolled out below',
      { left: 100, top: 900, bottom: 920 },
      { left: 592, top: 8 },
    ],
    [
      'below a text whose start is scrolled out',
      { left: 100, top: -90, bottom: 20 },
      { left: 100, top: 28 },
    ],
    ['in the corner without a text', null, { left: 592, top: 8 }],
  ])('%s', (_where, anchor, expected) => {
    expect(place(anchor, panel, viewport)).toEqual(expected);
  });
});

describe('wherever the text is', () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const box = fc.record({ width: size, height: size });
  const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
  const anchor = fc.option(
    fc
      .tuple(coordinate, coordinate, fc.double({ min: 0, max: 5000, noNaN: true }))
      .map(([left, top, height]) => ({ left, top, bottom: top + height })),
  );
  const margin = 8;

  it('the panel is inside the viewport, with a margin, if it fits there at all', () => {
    fc.assert(
      fc.property(anchor, box, box, (text, ours, theirs) => {
        const width = Math.min(ours.width, theirs.width - 2 * margin);
        const height = Math.min(ours.height, theirs.height - 2 * margin);
        fc.pre(width > 0 && height > 0);
        const { left, top } = place(text, { width, height }, theirs);
        expect(left).toBeGreaterThanOrEqual(margin);
        expect(top).toBeGreaterThanOrEqual(margin);
        expect(left + width).toBeLessThanOrEqual(theirs.width - margin);
        expect(top + height).toBeLessThanOrEqual(theirs.height - margin);
      }),
    );
  });

  it('its upper left corner is inside, even if it does not fit', () => {
    fc.assert(
      fc.property(anchor, box, box, (text, ours, theirs) => {
        const { left, top } = place(text, ours, theirs);
        expect(left).toBeGreaterThanOrEqual(margin);
        expect(top).toBeGreaterThanOrEqual(margin);
      }),
    );
  });

  it('the panel never covers the text that it stands beside', () => {
    fc.assert(
      fc.property(anchor, box, box, (text, ours, theirs) => {
        fc.pre(text !== null);
        const { left, top } = place(text, ours, theirs);
        const isCorner =
          top === margin && left === Math.max(margin, theirs.width - ours.width - margin);
        const isBeside = text !== null && (top >= text.bottom || top + ours.height <= text.top);
        expect(isCorner || isBeside).toBe(true);
      }),
    );
  });
});
