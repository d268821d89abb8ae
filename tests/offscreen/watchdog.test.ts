import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchdog } from '../../src/offscreen/watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function later<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}

async function collect(source: AsyncIterable<unknown>, into: unknown[]): Promise<void> {
  for await (const item of source) into.push(item);
}

describe('the watchdog', () => {
  it('passes everything on from a source that keeps talking', async () => {
    async function* source() {
      for (const item of [1, 2, 3]) yield await later(900, item);
      await later(900, null);
    }
    const items: unknown[] = [];
    const all = collect(
      watchdog(source(), () => 1000),
      items,
    );
    await vi.advanceTimersByTimeAsync(4000);
    await all;
    expect(items).toEqual([1, 2, 3]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('throws `engine-silent` when a source never says anything, and does not wait for it', async () => {
    let closed = false;
    async function* source() {
      try {
        await new Promise(() => {});
        yield 1;
      } finally {
        closed = true;
      }
    }
    const all = collect(
      watchdog(source(), () => 1000),
      [],
    );
    const ending = expect(all).rejects.toMatchObject({ code: 'engine-silent' });
    await vi.advanceTimersByTimeAsync(1000);
    await ending;
    expect(closed).toBe(false);
  });

  it('throws `engine-silent` after what a source said before it fell silent', async () => {
    async function* source() {
      yield 1;
      yield 2;
      await new Promise(() => {});
    }
    const items: unknown[] = [];
    const all = collect(
      watchdog(source(), () => 1000),
      items,
    );
    const ending = expect(all).rejects.toMatchObject({ code: 'engine-silent' });
    await vi.advanceTimersByTimeAsync(1000);
    await ending;
    expect(items).toEqual([1, 2]);
  });

  it('is not silent a moment too early', async () => {
    const items: unknown[] = [];
    async function* source() {
      yield await later(999, 'just in time');
    }
    const all = collect(
      watchdog(source(), () => 1000),
      items,
    );
    await vi.advanceTimersByTimeAsync(999);
    await all;
    expect(items).toEqual(['just in time']);
  });

  it('asks anew for each item how long to wait', async () => {
    const patience = [5000, 1000, 1000];
    async function* source() {
      yield await later(4000, 'prefill');
      yield await later(900, 'token');
      yield await later(4000, 'too late');
    }
    const items: unknown[] = [];
    const all = collect(
      watchdog(source(), () => patience.shift() ?? 0),
      items,
    );
    const ending = expect(all).rejects.toMatchObject({ code: 'engine-silent' });
    await vi.advanceTimersByTimeAsync(6000);
    await ending;
    expect(items).toEqual(['prefill', 'token']);
  });

  it('does not count the time that the reader takes', async () => {
    const items: unknown[] = [];
    async function* source() {
      yield* [1, 2];
    }
    const all = (async () => {
      for await (const item of watchdog(source(), () => 1000)) items.push(await later(5000, item));
    })();
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    expect(items).toEqual([1, 2]);
  });

  it('throws what its source throws', async () => {
    async function* source() {
      yield 1;
      throw new Error('of the source');
    }
    await expect(
      collect(
        watchdog(source(), () => 1000),
        [],
      ),
    ).rejects.toThrow('of the source');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('closes its source, and waits for that, when the reader leaves', async () => {
    let closed = false;
    async function* source() {
      try {
        yield* [1, 2];
      } finally {
        closed = await later(300, true);
      }
    }
    const leaving = (async () => {
      for await (const _ of watchdog(source(), () => 1000)) break;
      return closed;
    })();
    await vi.advanceTimersByTimeAsync(300);
    expect(await leaving).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
