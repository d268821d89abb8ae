import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { type ChannelHandlers, Channels, serveChannel } from '../../src/protocol/channels.ts';
import { fromMessagePort } from '../../src/protocol/message-port.ts';
import { nextTurn } from './fake-ports.ts';

type Verbs = {
  readonly count: { readonly args: { readonly to: number }; readonly result: number };
  readonly wait: { readonly args: null; readonly result: string };
  readonly fail: { readonly args: null; readonly result: never };
};

const never = new AbortController().signal;

/** What became of the handlers of the other end. */
let closed: string[];
let waiting: number;

const handlers: ChannelHandlers<Verbs> = {
  count: async function* (_signal, { to }) {
    try {
      for (let number = 1; number <= to; number++) {
        await nextTurn();
        yield number;
      }
    } finally {
      closed.push('count');
    }
  },
  wait: async function* (signal) {
    waiting++;
    try {
      yield 'here';
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } finally {
      waiting--;
      closed.push('wait');
    }
  },
  // biome-ignore lint/correctness/useYield: it fails before its first item
  fail: async function* () {
    throw new AppError('over-window', 'Too long.');
  },
};

/** What the way to a frame or a worker is: messages that bring ports. */
let way: MessageChannel;
let channels: Channels<Verbs>;

beforeEach(() => {
  closed = [];
  waiting = 0;
  way = new MessageChannel();
  way.port2.onmessage = (event) => serveChannel(handlers, event);
  channels = new Channels((message, port) =>
    way.port1.postMessage(message, [port as unknown as Transferable]),
  );
});

// An open port would keep Node from ending.
afterEach(() => way.port1.close());

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

describe('a stream over a channel', () => {
  it('brings its arguments there and every item back, then ends', async () => {
    expect(await collected(channels.open(never, 'count', { to: 3 }))).toEqual([1, 2, 3]);
    expect(closed).toEqual(['count']);
  });

  it('goes its own way, however many there are', async () => {
    const streams = [5, 0, 3].map((to) => collected(channels.open(never, 'count', { to })));
    expect(await Promise.all(streams)).toEqual([[1, 2, 3, 4, 5], [], [1, 2, 3]]);
  });

  it('brings errors with their code', async () => {
    const stream = channels.open(never, 'fail', null);
    await expect(stream.next()).rejects.toMatchObject({
      code: 'over-window',
      message: 'Too long.',
    });
  });

  it('closes its handler when the asker leaves the loop', async () => {
    for await (const _ of channels.open(never, 'count', { to: 1_000_000 })) break;
    await until(() => closed.length > 0);
    expect(closed).toEqual(['count']);
  });

  it('closes its handler when the asker aborts, and no other', async () => {
    const controller = new AbortController();
    const stream = channels.open(controller.signal, 'wait', null);
    const other = channels.open(never, 'wait', null);
    await stream.next();
    await other.next();
    const next = stream.next();
    controller.abort(new Error('Stop was pressed'));
    await expect(next).rejects.toThrow('Stop was pressed');
    await until(() => closed.length > 0);
    await nextTurn();
    expect(waiting).toBe(1);
    await other.return();
    await until(() => waiting === 0);
  });
});

describe('hanging up', () => {
  it('ends every stream that is open, and none that comes later', async () => {
    const streams = [1, 2, 3].map(() => channels.open(never, 'wait', null));
    for (const stream of streams) await stream.next();
    const rest = streams.map((stream) => stream.next());
    channels.hangUp();
    for (const next of rest) await expect(next).rejects.toMatchObject({ code: 'disconnected' });
    await until(() => waiting === 0);
    expect(await collected(channels.open(never, 'count', { to: 2 }))).toEqual([1, 2]);
  });

  it('ends a stream that has not heard anything yet', async () => {
    way.port2.onmessage = null;
    const next = channels.open(never, 'wait', null).next();
    channels.hangUp();
    await expect(next).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('is told by the other end as well', async () => {
    way.port2.onmessage = ({ ports }) => {
      for (const port of ports) fromMessagePort(port).disconnect();
    };
    const next = channels.open(never, 'wait', null).next();
    await expect(next).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('lets what has come be read first', async () => {
    const stream = channels.open(never, 'count', { to: 2 });
    await stream.next();
    await until(() => closed.length > 0);
    await nextTurn();
    channels.hangUp();
    expect(await collected(stream)).toEqual([2]);
  });

  it('is nothing to those that have ended', async () => {
    await collected(channels.open(never, 'count', { to: 1 }));
    const stream = channels.open(never, 'wait', null);
    await stream.next();
    await stream.return();
    channels.hangUp();
    channels.hangUp();
    await until(() => waiting === 0);
    expect(closed).toEqual(['count', 'wait']);
  });
});

describe('the other end', () => {
  it.each([
    ['a verb that it does not have', { verb: 'delete' }],
    ['a name that every object has', { verb: 'constructor' }],
    ['another one', { verb: 'toString' }],
    ['the name of what all objects come from', { verb: '__proto__' }],
    ['a verb that is no word', { verb: 5 }],
    ['no verb', {}],
    ['words', 'count'],
    ['nothing', null],
  ])('does not answer %s', async (_what, data) => {
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = (event) => heard.push(event.data);
    serveChannel(handlers, { data, ports: [port2] });
    port1.postMessage({ args: { to: 1 } });
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    expect(heard).toEqual([]);
    port1.close();
  });

  it('does not answer where it was given no port', () => {
    serveChannel(handlers, { data: { verb: 'wait' }, ports: [] });
    expect(waiting).toBe(0);
  });
});
