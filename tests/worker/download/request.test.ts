import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { request, type Sink } from '../../../src/worker/download/request.ts';
import type { Answer, Source } from '../../../src/worker/download/source.ts';

const never = new AbortController().signal;
const url = 'https://example.com/a';

/** What came, without a disk. */
class Memory implements Sink {
  size = 0;
  append(bytes: Uint8Array) {
    this.size += bytes.length;
  }
  clear() {
    this.size = 0;
  }
}

/** A body that hears nothing of signals, as one that came by way of another room. */
class DeafBody {
  isCanceled = false;
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;

  constructor(sizes: readonly number[]) {
    const waiting = [...sizes];
    this.stream = new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        const size = waiting.shift();
        if (size === undefined) return new Promise(() => {});
        controller.enqueue(new Uint8Array(size));
      },
      cancel: () => {
        this.isCanceled = true;
      },
    });
  }
}

function answering(body: DeafBody, more: Partial<Answer> = {}): Source {
  const answer = { status: 200, headers: new Headers(), redirected: false, body: body.stream };
  return async () => ({ ...answer, ...more });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a body that does not hear the signal', () => {
  it('is given up after half a minute of silence, with what came before', async () => {
    const [body, memory] = [new DeafBody([100, 50]), new Memory()];
    const asking = request(
      never,
      answering(body),
      { url, size: 1000, most: 1000 },
      memory,
      () => {},
    );
    const outcome = expect(asking).rejects.toMatchObject({ code: 'download-failed' });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(body.isCanceled).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    await outcome;
    expect(body.isCanceled).toBe(true);
    expect(memory.size).toBe(150);
  });

  it('is canceled when the signal aborts, whose reason is thrown', async () => {
    const [body, controller] = [new DeafBody([100]), new AbortController()];
    const wanted = { url, size: 1000, most: 1000 };
    const asking = request(controller.signal, answering(body), wanted, new Memory(), () => {});
    const outcome = expect(asking).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error('enough'));
    await outcome;
    expect(body.isCanceled).toBe(true);
  });

  it('is canceled when more comes than there can be', async () => {
    const [body, memory] = [new DeafBody([100, 100]), new Memory()];
    await request(never, answering(body), { url, size: 150, most: 1000 }, memory, () => {});
    expect(memory.size).toBe(200);
    expect(body.isCanceled).toBe(true);
  });
});

it('a host that never answers is given up as well', async () => {
  const silent: Source = (signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const asking = request(never, silent, { url, size: 1, most: 1000 }, new Memory(), () => {});
  const outcome = expect(asking).rejects.toMatchObject({ code: 'download-failed' });
  await vi.advanceTimersByTimeAsync(30_000);
  await outcome;
});
