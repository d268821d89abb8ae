import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { fromMessagePort } from '../../src/protocol/message-port.ts';
import type { Port } from '../../src/protocol/port.ts';
import { openStream, serveStream } from '../../src/protocol/stream.ts';
import { nextTurn } from './fake-ports.ts';

const never = new AbortController().signal;

let channel: MessageChannel;
let asker: Port;
let server: Port;

beforeEach(() => {
  channel = new MessageChannel();
  asker = fromMessagePort(channel.port1);
  server = fromMessagePort(channel.port2);
});

// An open port would keep Node from ending.
afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});

/** Serves the items, or waits for the abort where there are none. Resolves when the handler is closed. */
function served(items: readonly unknown[]) {
  let closed = () => {};
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });
  serveStream(server, async function* (signal, args) {
    try {
      yield { args };
      for (const item of items) {
        await nextTurn();
        yield item;
      }
      if (items.length === 0) await untilAborted(signal);
    } finally {
      closed();
    }
  });
  return end;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

describe('a stream over a MessagePort', () => {
  it('gives every item in order, then ends', async () => {
    const end = served([1, null, { text: 'two' }]);
    const items: unknown[] = [];
    for await (const item of openStream(never, asker, 'what')) items.push(item);
    expect(items).toEqual([{ args: 'what' }, 1, null, { text: 'two' }]);
    await end;
  });

  it('runs the handler’s `finally` when the asker leaves the loop', async () => {
    const end = served(Array(1000).fill('item'));
    for await (const _ of openStream(never, asker, null)) break;
    await end;
  });

  it('runs the handler’s `finally` when the asker aborts while nothing comes', async () => {
    const end = served([]);
    const controller = new AbortController();
    const stream = openStream(controller.signal, asker, null);
    await stream.next();
    const next = stream.next();
    controller.abort(new Error('Stop was pressed'));
    await expect(next).rejects.toThrow('Stop was pressed');
    await end;
  });

  it('brings errors with their code', async () => {
    serveStream(server, async function* () {
      yield 1;
      throw new AppError('over-window', 'Too long.');
    });
    const stream = openStream(never, asker, null);
    await stream.next();
    await expect(stream.next()).rejects.toMatchObject({
      code: 'over-window',
      message: 'Too long.',
    });
  });
});

describe('hanging up', () => {
  it('is told to the other end alone, after what was posted before it', async () => {
    const heard: string[] = [];
    asker.onDisconnect(() => heard.push('asker told'));
    server.onMessage((message) => heard.push(String(message)));
    const told = new Promise<void>((resolve) => {
      server.onDisconnect(() => {
        heard.push('server told');
        resolve();
      });
    });
    asker.post('one');
    asker.post('two');
    asker.disconnect();
    await told;
    await nextTurn();
    expect(heard).toEqual(['one', 'two', 'server told']);
  });

  it('leaves later posts of either end without effect', async () => {
    const heard: unknown[] = [];
    const told = new Promise<void>((resolve) => server.onDisconnect(resolve));
    server.onMessage((message) => heard.push(message));
    asker.onMessage((message) => heard.push(message));
    asker.disconnect();
    asker.post('late');
    await told;
    server.post('later');
    await nextTurn();
    expect(heard).toEqual([]);
  });
});
