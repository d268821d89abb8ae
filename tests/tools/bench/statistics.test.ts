import { expect, it } from 'vitest';
import { spread } from '../../../tools/bench/statistics.mjs';

it.each([
  { values: [7], median: 7 },
  { values: [100, 9, 10], median: 10 },
  { values: [4, 1, 100, 2], median: 3 },
])('takes the middle of $values, in any order', ({ values, median }) => {
  expect(spread(values)).toEqual({
    runs: values.length,
    min: Math.min(...values),
    median,
    max: Math.max(...values),
  });
});

it('sorts numbers as numbers, and leaves what it was given as it was', () => {
  const values = [9, 10, -1];
  expect(spread(values)).toEqual({ runs: 3, min: -1, median: 9, max: 10 });
  expect(values).toEqual([9, 10, -1]);
});

it('refuses to make figures of nothing', () => {
  expect(() => spread([])).toThrow('Nothing was measured');
});
