import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changesBetween, piecesOf } from '../../src/core/changes.ts';
import { anyMarks, anyProse, anyUnits } from './text/any-text.ts';

const anyText = () => fc.oneof(anyMarks(30), anyUnits(20), anyProse());
describe('changes', () => {
  it('roundtrip', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (before, after) => {
        const changes = changesBetween(before, after);
        expect(applyChanges(before, changes, () => true)).toBe(after);
        expect(applyChanges(before, changes, () => false)).toBe(before);
        expect(piecesOf(before, changes).filter((p) => p.type === 'change')).toHaveLength(
          changes.length,
        );
      }),
      { numRuns: 3000 },
    );
  });
});
