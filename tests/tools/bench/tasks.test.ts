import { expect, it } from 'vitest';
import { longestTask } from '../../../tools/bench/tasks.mjs';

const marks = { begin: 'begin', end: 'end' };
const mark = (name: string, ts: number) => ({ name, ph: 'R', pid: 1, tid: 2, ts });
const task = (ts: number, tdur: number, tid = 2) => ({
  ...{ name: 'ThreadControllerImpl::RunTask', ph: 'X', pid: 1, tid, ts, dur: 90_000, tdur },
});

it('is the longest between the marks, by the time on a processor', () => {
  const between = [task(20, 3000), task(30, 7000), task(40, 1000)];
  expect(longestTask([mark('begin', 10), ...between, mark('end', 50)], marks)).toBe(7);
});

it('is none of another thread, nor of before or after', () => {
  const others = [task(20, 80_000, 3), task(5, 80_000), task(60, 80_000)];
  const events = [mark('begin', 10), task(30, 2000), ...others, mark('end', 50)];
  expect(longestTask(events, marks)).toBe(2);
});

it('says so where nothing was noted', () => {
  expect(() => longestTask([mark('begin', 10)], marks)).toThrow('lacks its marks');
  expect(() => longestTask([mark('begin', 10), mark('end', 50)], marks)).toThrow('no tasks');
});
