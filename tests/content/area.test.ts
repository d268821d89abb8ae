import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Area,
  changed,
  covers,
  fitted,
  growing,
  grown,
} from '../../src/content/panel/area.ts';

const viewport = { width: 1000, height: 800 };
const area: Area = { left: 100, top: 50, width: 420, height: 300 };

describe('a panel that a person moves', () => {
  it('goes as far as it is pulled, and keeps its size', () => {
    expect(changed(area, 'move', [20, -30])).toEqual({ ...area, left: 120, top: 20 });
  });

  it('grows at the corner that is pulled, and stays at the other', () => {
    expect(changed(area, 'resize', [20, -30])).toEqual({ ...area, width: 440, height: 270 });
  });

  it('grows no further than to the edge of the viewport', () => {
    const pulled = changed(area, 'resize', [5000, 5000]);
    expect(fitted(grown(pulled, viewport), viewport)).toEqual({ ...area, width: 892, height: 742 });
  });

  it('never gets so small that it could not be taken hold of', () => {
    const pulled = changed(area, 'resize', [-5000, -5000]);
    expect(fitted(grown(pulled, viewport), viewport)).toEqual({ ...area, width: 240, height: 140 });
  });

  it('stays inside the viewport, wherever it is pulled and however small its window becomes', () => {
    const value = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 17, max: 3000 });
    fc.assert(
      fc.property(value, value, value, value, size, size, (left, top, width, height, w, h) => {
        const box = { width: w, height: h };
        const placed = fitted({ left, top, width, height }, box);
        expect(placed.left).toBeGreaterThanOrEqual(8);
        expect(placed.top).toBeGreaterThanOrEqual(8);
        expect(placed.left + placed.width).toBeLessThanOrEqual(Math.max(w - 8, 8));
        expect(placed.top + placed.height).toBeLessThanOrEqual(Math.max(h - 8, 8));
      }),
    );
  });

  it('grows with its text to where there is more room', () => {
    expect(growing(area, viewport)).toEqual({ left: 100, top: 50, maxHeight: 520 });
    const low = { ...area, top: 450 };
    expect(growing(low, viewport)).toEqual({ left: 100, bottom: 50, maxHeight: 520 });
  });

  it.each([
    ['at its right', { left: 520, right: 600, top: 60, bottom: 80 }, false],
    ['below it', { left: 100, right: 500, top: 350, bottom: 380 }, false],
    ['that reaches under it', { left: 519, right: 600, top: 349, bottom: 380 }, true],
  ])('is told to cover a text %s: %s', (_where, text, expected) => {
    expect(covers(area, text)).toBe(expected);
  });
});
