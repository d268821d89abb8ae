import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { reports } from '../../../src/worker/download/reports.ts';
import { Tally } from '../../../src/worker/download/tally.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when it is told to. */
function work() {
  let end = () => {};
  let fail = (_: Error) => {};
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

it('four times a second at most, however often something changes, and the last state at once', async () => {
  const [tally, { promise, end }] = [new Tally(), work()];
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { bytes } of reports(tally, promise)) seen.push(bytes);
  })();
  for (let ms = 1; ms <= 1000; ms++) {
    tally.has('a', ms);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(seen).toHaveLength(5);
  tally.has('a', 1234);
  end();
  await reading;
  expect(seen.at(-1)).toBe(1234);
});

it('nothing while nothing changes', async () => {
  const [tally, { promise, end }] = [new Tally(), work()];
  const items = reports(tally, promise);
  await items.next();
  let isThere = false;
  const next = items.next().then(() => {
    isThere = true;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isThere).toBe(false);
  tally.has('a', 1);
  await next;
  end();
});

it('the error with which the work ends', async () => {
  const [tally, { promise, fail }] = [new Tally(), work()];
  const items = reports(tally, promise);
  await items.next();
  const next = items.next();
  fail(new AppError('storage-full', 'No room.'));
  await expect(next).rejects.toMatchObject({ code: 'storage-full' });
});

it('whoever leaves waits until the work has ended', async () => {
  const [tally, { promise, end }] = [new Tally(), work()];
  const items = reports(tally, promise);
  await items.next();
  let hasLeft = false;
  const left = items.return().then(() => {
    hasLeft = true;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(hasLeft).toBe(false);
  end();
  await left;
});
