import { expect, it } from 'vitest';
import { busyMs } from '../../../tools/bench/busy.mjs';

const names = ['(root)', '(idle)', 'render', '(garbage collector)', '(idle)'];

/** One sample every 2 ms, of these functions. */
function profile(samples: number[]) {
  return {
    nodes: names.map((functionName, id) => ({ id, callFrame: { functionName } })),
    startTime: 5_000_000,
    endTime: 5_000_000 + samples.length * 2000,
    samples,
    timeDeltas: samples.map(() => 2000),
  };
}

it('counts all that is not idling', () => {
  expect(busyMs(profile([1, 2, 2, 4, 3]), 10)).toBe(6);
});

it('counts the end of a profile only', () => {
  expect(busyMs(profile([2, 2, 2, 1, 2]), 4)).toBe(2);
});
