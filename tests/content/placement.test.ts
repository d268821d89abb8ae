import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type Place, place } from '../../src/content/placement.ts';

const viewport = { width: 1000, height: 800 };
const width = 400;
const margin = 8;
const corner = { left: 592, top: 8, maxHeight: 520 };

describe('the panel stands', () => {
  it.each([
    [
      'below the text',
      { left: 100, top: 100, bottom: 120 },
      { left: 100, top: 128, maxHeight: 520 },
    ],
    [
      'below it with what room there is',
      { left: 100, top: 440, bottom: 460 },
      { left: 100, top: 468, maxHeight: 324 },
    ],
    [
      'above it where there is more room',
      { left: 100, top: 500, bottom: 520 },
      { left: 100, bottom: 308, maxHeight: 484 },
    ],
    [
      'below it where that is little, and above still less',
      { left: 100, top: 200, bottom: 540 },
      { left: 100, top: 548, maxHeight: 244 },
    ],
    ['in the corner where there is room in neither', { left: 100, top: 200, bottom: 700 }, corner],
    [
      'within the right edge',
      { left: 900, top: 100, bottom: 120 },
      { left: 592, top: 128, maxHeight: 520 },
    ],
    [
      'within the left edge',
      { left: -50, top: 100, bottom: 120 },
      { left: 8, top: 128, maxHeight: 520 },
    ],
    [
      'in the corner where the text is scrolled out above',
      { left: 100, top: -90, bottom: -20 },
      corner,
    ],
    [
      'in the corner where the text is scrolled out below',
      { left: 100, top: 900, bottom: 920 },
      corner,
    ],
    [
      'below a text whose start is scrolled out',
      { left: 100, top: -90, bottom: 20 },
      { left: 100, top: 28, maxHeight: 520 },
    ],
    ['in the corner without a text', null, corner],
  ])('%s', (_where, anchor, expected) => {
    expect(place(anchor, width, viewport)).toEqual(expected);
  });
});

describe('wherever the text is, and however long the answer', () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const box = fc.record({ width: size, height: size });
  const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
  const anchor = fc.option(
    fc
      .tuple(coordinate, coordinate, fc.double({ min: 0, max: 5000, noNaN: true }))
      .map(([left, top, height]) => ({ left, top, bottom: top + height })),
  );

  it('the panel is inside the viewport, with a margin, if its width fits there at all', () => {
    fc.assert(
      fc.property(anchor, box, size, (text, within, wanted) => {
        const ours = Math.min(wanted, within.width - 2 * margin);
        fc.pre(ours > 0 && within.height > 2 * margin);
        const placed = place(text, ours, within);
        const { top, bottom } = grown(placed, within);
        expect(placed.left).toBeGreaterThanOrEqual(margin);
        expect(placed.left + ours).toBeLessThanOrEqual(within.width - margin);
        expect(top).toBeGreaterThanOrEqual(margin - 1e-6);
        expect(bottom).toBeLessThanOrEqual(within.height - margin + 1e-6);
      }),
    );
  });

  it('the panel covers the text only in the corner, where it has no other place', () => {
    fc.assert(
      fc.property(anchor, box, size, (text, within, ours) => {
        fc.pre(text !== null);
        const placed = place(text, ours, within);
        const { top, bottom } = grown(placed, within);
        const isBeside = text !== null && (top >= text.bottom || bottom <= text.top);
        expect(isBeside || ('top' in placed && placed.top === margin)).toBe(true);
      }),
    );
  });

  /** Its edges once it has reached its greatest height. */
  function grown(placed: Place, { height }: Box): { top: number; bottom: number } {
    return 'top' in placed
      ? { top: placed.top, bottom: placed.top + placed.maxHeight }
      : { top: height - placed.bottom - placed.maxHeight, bottom: height - placed.bottom };
  }
});
