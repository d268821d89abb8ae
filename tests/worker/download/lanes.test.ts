import { expect, it } from 'vitest';
import { sleep } from '../../../src/protocol/sleep.ts';
import { inLanes } from '../../../src/worker/download/lanes.ts';

const nothing = async () => {};
const never = new AbortController().signal;

it('works on all items in their order, so many at once', async () => {
  const begun: number[] = [];
  let [atOnce, most] = [0, 0];
  await inLanes(never, 3, [1, 2, 3, 4, 5, 6, 7], async (signal, item) => {
    begun.push(item);
    most = Math.max(most, ++atOnce);
    await sleep(signal, item % 2);
    atOnce--;
    return nothing;
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
      return nothing;
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
  const working = inLanes(controller.signal, 2, [1, 2, 3], async (signal) => {
    await sleep(signal, 60_000);
    return nothing;
  });
  controller.abort(new Error('enough'));
  await expect(working).rejects.toThrow('enough');
  await expect(inLanes(controller.signal, 2, [1], async () => nothing)).rejects.toThrow('enough');
});

it('begins the next item while the rest of the last one goes on, and only one rest in each lane', async () => {
  const events: string[] = [];
  await inLanes(never, 1, [1, 2, 3], async (signal, item) => {
    events.push(`work ${item}`);
    await sleep(signal, 1);
    return async () => {
      events.push(`rest ${item}`);
      await sleep(signal, 20);
      events.push(`end ${item}`);
    };
  });
  const before = [
    'work 1',
    'rest 1',
    'work 2',
    'end 1',
    'rest 2',
    'work 3',
    'end 2',
    'rest 3',
    'end 3',
  ];
  expect(events).toEqual(before);
});

it('fails with a rest that fails, and waits for the others', async () => {
  let hasEnded = false;
  const working = inLanes(never, 2, [1, 2, 3], async (signal, item) => async () => {
    if (item === 1) throw new Error('one');
    await sleep(never, 20);
    hasEnded = true;
    signal.throwIfAborted();
  });
  await expect(working).rejects.toThrow('one');
  expect(hasEnded).toBe(true);
});
