import { expect, it } from 'vitest';
import { closing, hasRun, none, sum, withEnding } from '../../../tools/test/counts.mjs';

const skip = { name: 'menu', reason: 'no xdotool' };

it('adds parts up', () => {
  const parts = [
    { passed: 2, failed: ['a'], skipped: [skip] },
    { passed: 3, failed: ['b'], skipped: [] },
  ];
  expect(sum(parts)).toEqual({ passed: 5, failed: ['a', 'b'], skipped: [skip] });
  expect(sum([])).toEqual(none());
});

it('closes with one line, after the names of what failed and what was skipped', () => {
  const lines = closing({ passed: 5, failed: ['a', 'b'], skipped: [skip] });
  expect(lines).toEqual([
    'FAILED   a',
    'FAILED   b',
    'skipped  menu (no xdotool)',
    '5 passed, 2 failed, 1 skipped',
  ]);
});

it('counts a run that ended badly without a failed test', () => {
  expect(withEnding({ ...none(), passed: 1 }, 'unit tests', false).failed).toEqual([
    'unit tests: the run itself failed, see its output',
  ]);
  expect(withEnding({ ...none(), failed: ['a'] }, 'unit tests', false).failed).toEqual(['a']);
  expect(withEnding({ ...none(), passed: 1 }, 'unit tests', true).failed).toEqual([]);
});

it('takes only passed and failed tests for tests that ran', () => {
  expect(hasRun(none())).toBe(false);
  expect(hasRun({ ...none(), skipped: [skip] })).toBe(false);
  expect(hasRun({ ...none(), passed: 1 })).toBe(true);
  expect(hasRun({ ...none(), failed: ['a'] })).toBe(true);
});
