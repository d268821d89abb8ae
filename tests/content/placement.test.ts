import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Anchor,
  type Place,
  place,
  type Side,
  type Surroundings,
} from '../../src/content/panel/placement.ts';

const margin = 8;
const usual: Omit<Surroundings, 'anchor'> = {
  panel: { width: 400, height: 200 },
  viewport: { width: 1000, height: 800 },
  isRightToLeft: false,
  standing: null,
};

/** A word or a paragraph at this height. */
function text(top: number, bottom: number, left = 100, right = 700): Anchor {
  return { left, right, top, bottom };
}

describe('the panel stands', () => {
  it.each<[string, Anchor | null, Place & { side: Side }]>([
    ['below the text', text(100, 120), { side: 'below', left: 100, top: 128, maxHeight: 520 }],
    [
      'below it with what room there is',
      text(440, 460),
      { side: 'below', left: 100, top: 468, maxHeight: 324 },
    ],
    [
      'above it where there is more room',
      text(500, 520),
      { side: 'above', left: 100, bottom: 308, maxHeight: 484 },
    ],
    [
      'below it where that is little, and above still less',
      text(200, 540),
      { side: 'below', left: 100, top: 548, maxHeight: 244 },
    ],
    [
      'at its right where there is room in neither',
      text(200, 700, 50, 560),
      { side: 'right', left: 568, top: 200, maxHeight: 520 },
    ],
    [
      'at its left where there is room in no other place',
      text(20, 700, 500, 990),
      { side: 'left', left: 92, top: 20, maxHeight: 520 },
    ],
    [
      'in the corner where there is room nowhere',
      text(200, 700),
      { side: 'corner', left: 592, top: 8, maxHeight: 520 },
    ],
    [
      'within the right edge',
      text(100, 120, 900, 990),
      { side: 'below', left: 592, top: 128, maxHeight: 520 },
    ],
    [
      'within the left edge',
      text(100, 120, -50, 90),
      { side: 'below', left: 8, top: 128, maxHeight: 520 },
    ],
    [
      'at the edge behind which the text is scrolled out above',
      text(-90, -20),
      { side: 'below', left: 100, top: 8, maxHeight: 520 },
    ],
    [
      'at the edge behind which the text is scrolled out below',
      text(900, 920),
      { side: 'above', left: 100, bottom: 8, maxHeight: 520 },
    ],
    [
      'below a text whose start is scrolled out',
      text(-90, 20),
      { side: 'below', left: 100, top: 28, maxHeight: 520 },
    ],
    ['in the corner without a text', null, { side: 'corner', left: 592, top: 8, maxHeight: 520 }],
  ])('%s', (_where, anchor, expected) => {
    expect(place({ ...usual, anchor })).toEqual(expected);
  });

  it.each<[string, Anchor | null, number]>([
    ['with its right edge at that of a text whose lines begin there', text(100, 120), 300],
    ['in the corner where its lines end', text(200, 700), 8],
    ['at the left of it first', text(20, 790, 450, 550), 42],
  ])('%s, in a page from right to left', (_where, anchor, left) => {
    expect(place({ ...usual, isRightToLeft: true, anchor }).left).toBe(left);
  });
});

describe('while the page is scrolled', () => {
  it('the panel stays at its side of the text, though it would not begin there any more', () => {
    expect(place({ ...usual, anchor: text(500, 520), standing: 'below' }).side).toBe('below');
    expect(place({ ...usual, anchor: text(250, 270), standing: 'above' }).side).toBe('above');
    expect(place({ ...usual, anchor: text(100, 120), standing: 'corner' }).side).toBe('corner');
  });

  it('it changes sides when as large as it is now it does not fit there', () => {
    expect(place({ ...usual, anchor: text(580, 600), standing: 'below' }).side).toBe('above');
    expect(place({ ...usual, anchor: text(200, 220), standing: 'above' }).side).toBe('below');
    expect(place({ ...usual, anchor: text(20, 790, 50, 700), standing: 'right' }).side).toBe(
      'corner',
    );
  });
});

describe('wherever the text is, and however long the answer', () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const box = fc.record({ width: size, height: size });
  const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
  const extent = fc.double({ min: 0, max: 5000, noNaN: true });
  const anchor = fc
    .tuple(coordinate, coordinate, extent, extent)
    .map(([left, top, width, height]) => text(top, top + height, left, left + width));
  const around: fc.Arbitrary<Surroundings> = fc
    .record({
      anchor: fc.option(anchor),
      panel: box,
      viewport: box,
      isRightToLeft: fc.boolean(),
      standing: fc.option(fc.constantFrom<Side>('below', 'above', 'left', 'right', 'corner')),
    })
    // It is never wider than the viewport allows.
    .filter(({ panel, viewport }) => panel.width <= viewport.width - 2 * margin)
    .filter(({ viewport }) => viewport.height > 2 * margin);

  it('the panel is inside the viewport, with a margin', () => {
    fc.assert(
      fc.property(around, (where) => {
        const { left, right, top, bottom } = grown(place(where), where);
        expect(left).toBeGreaterThanOrEqual(margin);
        expect(right).toBeLessThanOrEqual(where.viewport.width - margin);
        expect(top).toBeGreaterThanOrEqual(margin - 1e-6);
        expect(bottom).toBeLessThanOrEqual(where.viewport.height - margin + 1e-6);
      }),
    );
  });

  it('the panel covers the text only in the corner, where it has no other place', () => {
    fc.assert(
      fc.property(around, (where) => {
        const { anchor } = where;
        fc.pre(anchor !== null);
        const placed = place(where);
        const { left, right, top, bottom } = grown(placed, where);
        const isBeside =
          anchor !== null &&
          (top >= anchor.bottom ||
            bottom <= anchor.top ||
            left >= anchor.right ||
            right <= anchor.left);
        expect(isBeside || placed.side === 'corner').toBe(true);
      }),
    );
  });

  /** Its edges once it has reached its greatest height. */
  function grown(placed: Place, { panel, viewport }: Surroundings): Anchor {
    const across = { left: placed.left, right: placed.left + panel.width };
    return 'top' in placed
      ? { ...across, top: placed.top, bottom: placed.top + placed.maxHeight }
      : {
          ...across,
          top: viewport.height - placed.bottom - placed.maxHeight,
          bottom: viewport.height - placed.bottom,
        };
  }
});
