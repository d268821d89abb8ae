import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { openStream, type StreamHandler, serveStream } from '../../src/protocol/stream.ts';
import { type FakePorts, fakePorts, nextTurn, overTheWire } from './fake-ports.ts';

const never = new AbortController().signal;

/** A handler that counts what becomes of it. */
class Counting {
  started = 0;
  closed = 0;
  afterAbort = 0;
  signal: AbortSignal | null = null;
  readonly #items: readonly unknown[];
  readonly #work: (signal: AbortSignal) => Promise<unknown>;

  constructor(items: readonly unknown[], work: (signal: AbortSignal) => Promise<unknown>) {
    this.#items = items;
    this.#work = work;
  }

  readonly handle: StreamHandler = (signal) => {
    this.started++;
    this.signal = signal;
    return this.#run(signal);
  };

  async *#run(signal: AbortSignal) {
    try {
      for (const item of this.#items) {
        await this.#work(signal);
        if (signal.aborted) this.afterAbort++;
        yield item;
      }
    } finally {
      this.closed++;
    }
  }
}

async function collect(stream: AsyncIterable<unknown>, into: unknown[] = []): Promise<unknown[]> {
  for await (const item of stream) into.push(item);
  return into;
}

function served(handler: StreamHandler): FakePorts {
  const ports = fakePorts();
  serveStream(ports.server, handler);
  return ports;
}

/** Resolves when the signal aborts, and never otherwise. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Long enough for every message that is still on its way. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
}

describe('a stream', () => {
  it('gives the arguments to the handler and every item to the asker, in order', async () => {
    const { asker } = served(async function* (_signal, args) {
      yield args;
      yield* [1, null, 'two', { three: [3] }];
    });
    const items = await collect(openStream(never, asker, { text: 'a' }));
    expect(items).toEqual([{ text: 'a' }, 1, null, 'two', { three: [3] }]);
  });

  it('ends without items when the handler has none', async () => {
    const { asker } = served(async function* () {});
    expect(await collect(openStream(never, asker, null))).toEqual([]);
  });

  it('brings undefined arguments as null', async () => {
    const { asker } = served(async function* (_signal, args) {
      yield { isNull: args === null };
    });
    expect(await collect(openStream(never, asker, undefined))).toEqual([{ isNull: true }]);
  });

  it('ignores a second opening message', async () => {
    const counting = new Counting(['one', 'two'], nextTurn);
    const { asker } = served(counting.handle);
    const items: unknown[] = [];
    for await (const item of openStream(never, asker, null)) {
      items.push(item);
      asker.post({ args: 'again' });
    }
    expect(items).toEqual(['one', 'two']);
    expect(counting.started).toBe(1);
  });

  it.each([null, 7, 'args', true])('refuses %j as an opening message', async (message) => {
    const { asker, server } = served(async function* () {});
    asker.post(message);
    await settled();
    expect(asker.received).toEqual([{ error: expect.objectContaining({ code: 'refused' }) }]);
    expect(server.refusedPosts).toBe(0);
  });

  it('leaves no listener on the signal of its asker', async () => {
    const { signal } = new AbortController();
    const { asker } = served(async function* () {
      yield 1;
    });
    await collect(openStream(signal, asker, null));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('hangs up when it has ended', async () => {
    const counting = new Counting([1], nextTurn);
    const { asker, server } = served(counting.handle);
    await collect(openStream(never, asker, null));
    await settled();
    expect(counting.signal?.aborted).toBe(true);
    expect(() => server.post('late')).toThrow('disconnected port');
  });

  it('gives a slow reader every item, in order', async () => {
    const { asker } = served(async function* () {
      yield* [1, 2, 3, 4, 5];
    });
    const items: unknown[] = [];
    for await (const item of openStream(never, asker, null)) {
      await settled();
      items.push(item);
    }
    expect(items).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('an error', () => {
  async function thrownBy(handler: StreamHandler): Promise<unknown> {
    const { asker } = served(handler);
    return collect(openStream(never, asker, null)).catch((thrown: unknown) => thrown);
  }

  it('crosses as an AppError with its code and message', async () => {
    const thrown = await thrownBy(async function* () {
      yield* [];
      throw new AppError('out-of-memory', 'The GPU is full.');
    });
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'out-of-memory', message: 'The GPU is full.' });
  });

  it.each([
    ['an unknown error', new TypeError('no such thing'), 'TypeError: no such thing'],
    ['a string', 'Model unloaded', 'Model unloaded'],
    ['nothing', undefined, 'undefined'],
  ])('crosses as `unexpected` when it is %s', async (_what, value, message) => {
    const thrown = await thrownBy(async function* () {
      yield* [];
      throw value;
    });
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'unexpected', message });
  });

  it('crosses also when the handler throws before it gives a stream', async () => {
    const thrown = await thrownBy(() => {
      throw new AppError('refused', 'No such verb.');
    });
    expect(thrown).toMatchObject({ code: 'refused', message: 'No such verb.' });
  });

  it('comes after the items that came before it', async () => {
    const { asker } = served(async function* () {
      yield* [1, 2];
      throw new AppError('device-lost', 'gone');
    });
    const items: unknown[] = [];
    await expect(collect(openStream(never, asker, null), items)).rejects.toMatchObject({
      code: 'device-lost',
    });
    expect(items).toEqual([1, 2]);
  });

  it('of a code that this version does not know becomes `unexpected`, and keeps the code', async () => {
    const { asker, server } = fakePorts();
    server.onMessage(() => server.post({ error: { code: 'from-the-future', message: 'words' } }));
    await expect(collect(openStream(never, asker, null))).rejects.toMatchObject({
      name: 'AppError',
      code: 'unexpected',
      message: 'from-the-future: words',
    });
  });

  it('is what an item that cannot be sent becomes, and the handler is closed', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const counting = new Counting([1, circle, 2], nextTurn);
    const { asker } = served(counting.handle);
    const items: unknown[] = [];
    await expect(collect(openStream(never, asker, null), items)).rejects.toMatchObject({
      code: 'unexpected',
    });
    expect(items).toEqual([1]);
    expect(counting.closed).toBe(1);
  });
});

describe('hanging up', () => {
  it('aborts the handler when the asker leaves the loop', async () => {
    const counting = new Counting([1, 2, 3], nextTurn);
    const { asker, server } = served(counting.handle);
    for await (const item of openStream(never, asker, null)) if (item === 1) break;
    await settled();
    expect(counting.signal?.reason).toMatchObject({ code: 'disconnected' });
    expect(counting.closed).toBe(1);
    expect(server.refusedPosts).toBe(0);
  });

  it('aborts the handler when the asker throws in the loop', async () => {
    const counting = new Counting([1, 2, 3], nextTurn);
    const { asker } = served(counting.handle);
    const asking = (async () => {
      for await (const _ of openStream(never, asker, null)) throw new Error('of the asker');
    })();
    await expect(asking).rejects.toThrow('of the asker');
    await settled();
    expect(counting.closed).toBe(1);
  });

  it('aborts the handler when the signal aborts while nothing comes, and throws its reason', async () => {
    const counting = new Counting([1], aborted);
    const { asker } = served(counting.handle);
    const controller = new AbortController();
    const asking = collect(openStream(controller.signal, asker, null));
    await settled();
    expect(counting.started).toBe(1);
    controller.abort(new Error('Stop was pressed'));
    await expect(asking).rejects.toThrow('Stop was pressed');
    await settled();
    expect(counting.closed).toBe(1);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('throws the reason rather than give items that came before the abort', async () => {
    const { asker } = served(async function* () {
      yield* [1, 2, 3];
    });
    const controller = new AbortController();
    const stream = openStream(controller.signal, asker, null);
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    await settled();
    controller.abort(new Error('Stop was pressed'));
    await expect(stream.next()).rejects.toThrow('Stop was pressed');
  });

  it('before the question means that nothing is asked', async () => {
    const counting = new Counting([1], nextTurn);
    const { asker, server } = served(counting.handle);
    const stream = openStream(AbortSignal.abort(new Error('too late')), asker, null);
    await expect(collect(stream)).rejects.toThrow('too late');
    await settled();
    expect(server.received).toEqual([]);
    expect(counting.started).toBe(0);
  });

  it('stops a handler that does not look at its signal, at its next item', async () => {
    const counting = new Counting(Array(100).fill('item'), nextTurn);
    const { asker, server } = served(counting.handle);
    for await (const _ of openStream(never, asker, null)) break;
    await settled();
    expect(counting.closed).toBe(1);
    expect(counting.afterAbort).toBe(1);
    expect(server.refusedPosts).toBe(0);
  });

  it('keeps the error of a canceled handler to itself', async () => {
    const { asker, server } = served(async function* (signal) {
      yield 1;
      await aborted(signal);
      signal.throwIfAborted();
    });
    for await (const _ of openStream(never, asker, null)) break;
    await settled();
    expect(server.refusedPosts).toBe(0);
  });
});

describe('a lost connection', () => {
  it('gives `disconnected` when the other end dies before it answers', async () => {
    const { asker, server } = served(new Counting([1], aborted).handle);
    const asking = collect(openStream(never, asker, null));
    server.die();
    await expect(asking).rejects.toMatchObject({ name: 'AppError', code: 'disconnected' });
  });

  it('gives the items that had arrived first, however slowly they are read', async () => {
    const { asker, server } = served(async function* (signal) {
      yield* [1, 2, 3];
      await aborted(signal);
    });
    const items: unknown[] = [];
    const asking = (async () => {
      for await (const item of openStream(never, asker, null)) {
        if (item === 1) {
          await settled();
          server.die();
          await settled();
        }
        items.push(item);
      }
    })();
    await expect(asking).rejects.toMatchObject({ code: 'disconnected' });
    expect(items).toEqual([1, 2, 3]);
  });

  it('aborts the handler when the asker dies', async () => {
    const counting = new Counting([1, 2], aborted);
    const { asker, server } = served(counting.handle);
    void collect(openStream(never, asker, null)).catch(() => {});
    await settled();
    asker.die();
    await settled();
    expect(counting.signal?.reason).toMatchObject({ code: 'disconnected' });
    expect(counting.closed).toBe(1);
    expect(server.refusedPosts).toBe(0);
  });
});

describe('whatever the order in which things happen', () => {
  const items = fc.array(fc.jsonValue(), { maxLength: 8 });

  /** A stream whose every step waits for the scheduler. */
  function scheduled(scheduler: fc.Scheduler, sent: readonly unknown[]) {
    const wait = (what: string) => scheduler.schedule(Promise.resolve(), what);
    const ports = fakePorts(() => wait('wire'));
    const counting = new Counting(sent, () => wait('work'));
    serveStream(ports.server, counting.handle);
    const got: unknown[] = [];
    const controller = new AbortController();
    const ask = async (leaveAfter: number): Promise<string> => {
      try {
        for await (const item of openStream(controller.signal, ports.asker, null)) {
          got.push(item);
          if (got.length === leaveAfter) return 'left';
          await wait('read');
        }
        return 'ended';
      } catch (thrown) {
        return thrown instanceof AppError ? thrown.code : String(thrown);
      }
    };
    return { ...ports, counting, got, controller, ask, wait };
  }

  /** What the asker should have got of `sent`, after the wire. */
  const firstOf = (sent: readonly unknown[], count: number) => overTheWire(sent.slice(0, count));

  it('all items arrive, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), items, async (scheduler, sent) => {
        const { ask, got, counting, server } = scheduled(scheduler, sent);
        expect(await scheduler.waitFor(ask(Number.NaN))).toBe('ended');
        await scheduler.waitIdle();
        expect(got).toEqual(overTheWire(sent));
        expect(counting.closed).toBe(1);
        expect(server.refusedPosts).toBe(0);
      }),
    );
  });

  it('leaving after any item cancels the handler and closes it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), items, fc.nat(8), async (scheduler, sent, leaveAfter) => {
        const { ask, got, counting, asker, server } = scheduled(scheduler, sent);
        const end = await scheduler.waitFor(ask(leaveAfter));
        await scheduler.waitIdle();
        expect(end).toBe(leaveAfter > 0 && leaveAfter <= sent.length ? 'left' : 'ended');
        expect(got).toEqual(firstOf(sent, end === 'left' ? leaveAfter : sent.length));
        expect(counting.signal?.aborted).toBe(true);
        expect(counting.closed).toBe(1);
        expect(counting.afterAbort).toBeLessThanOrEqual(1);
        expect(asker.refusedPosts + server.refusedPosts).toBe(0);
      }),
    );
  });

  it('aborting at any point cancels the handler and closes it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), items, async (scheduler, sent) => {
        const { ask, got, counting, controller, server, wait } = scheduled(scheduler, sent);
        const aborting = wait('abort').then(() => controller.abort(new Error('stop')));
        const end = await scheduler.waitFor(ask(Number.NaN));
        await scheduler.waitFor(aborting);
        await scheduler.waitIdle();
        expect(['ended', 'Error: stop']).toContain(end);
        expect(got).toEqual(firstOf(sent, end === 'ended' ? sent.length : got.length));
        expect(counting.closed).toBe(counting.started);
        if (counting.started) expect(counting.signal?.aborted).toBe(true);
        expect(counting.afterAbort).toBeLessThanOrEqual(1);
        expect(server.refusedPosts).toBe(0);
      }),
    );
  });

  it('a server that dies at any point leaves what arrived, then `disconnected`', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), items, async (scheduler, sent) => {
        const { ask, got, asker, server, wait } = scheduled(scheduler, sent);
        const dying = wait('death').then(() => server.die());
        const end = await scheduler.waitFor(ask(Number.NaN));
        await scheduler.waitFor(dying);
        await scheduler.waitIdle();
        const arrived = asker.received.flatMap((frame) =>
          typeof frame === 'object' && frame && 'item' in frame ? [frame.item] : [],
        );
        expect(['ended', 'disconnected']).toContain(end);
        expect(got).toEqual(arrived);
        expect(got).toEqual(firstOf(sent, end === 'ended' ? sent.length : got.length));
      }),
    );
  });

  it('an asker that dies at any point leaves no handler running', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), items, async (scheduler, sent) => {
        const { ask, asker, server, counting, wait } = scheduled(scheduler, sent);
        // A dead asker's loop never goes on: nobody waits for it here.
        void ask(Number.NaN);
        const dying = wait('death').then(() => asker.die());
        await scheduler.waitFor(dying);
        await scheduler.waitIdle();
        expect(counting.closed).toBe(counting.started);
        if (counting.started) expect(counting.signal?.aborted).toBe(true);
        expect(counting.afterAbort).toBeLessThanOrEqual(1);
        expect(server.refusedPosts).toBe(0);
      }),
    );
  });
});
