import { expect, it } from 'vitest';
import { inLanes } from '../../../src/worker/download/lanes.ts';
import { sleep } from '../../../src/worker/download/sleep.ts';

const never = new AbortController().signal;

it('works on all items in their order, so many at once', async () => {
  const begun: number[] = [];
  let [atOnce, most] = [0, 0];
  await inLanes(never, 3, [1, 2, 3, 4, 5, 6, 7], async (signal, item) => {
    begun.push(item);
    most = Math.max(most, ++atOnce);
    await sleep(signal, item % 2);
    atOnce--;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('ends the others with the first that fails, and throws that when all have ended', async () => {
  const ended: number[] = [];
  const begun: number[] = [];
  const working = inLanes(never, 3, [1, 2, 3, 4, 5], async (signal, item) => {
    begun.push(item);
    try {
      if (item === 2) throw new Error('two');
      await sleep(signal, 60_000);
    } finally {
      ended.push(item);
    }
  });
  await expect(working).rejects.toThrow('two');
  expect(begun).toEqual([1, 2, 3]);
  expect(ended.sort()).toEqual([1, 2, 3]);
});

it('stops all when the signal aborts, with its reason', async () => {
  const controller = new AbortController();
  const working = inLanes(controller.signal, 2, [1, 2, 3], (signal) => sleep(signal, 60_000));
  controller.abort(new Error('enough'));
  await expect(working).rejects.toThrow('enough');
  await expect(inLanes(controller.signal, 2, [1], async () => {})).rejects.toThrow('enough');
});
