import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { attempted } from './attempted.ts';
import { answered, refusedWith, type Said, ScriptedExit } from './scripted-exit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ending = { tokens: 5, truncated: false };
const text = (piece: string): Said => ({ type: 'text', text: piece });
const onRequest = {
  ...{ sentBytes: 100, receivedBytes: 0 },
  ...{ hosts: ['ai.example.com'], isAtMost: false },
};

describe('an answer', () => {
  it('is passed on piece by piece, after what says that it was asked for', async () => {
    const exit = new ScriptedExit(answered('The ', 'mill.'));
    const { said, meter, end } = attempted(exit);
    await vi.runAllTimersAsync();
    expect(await end).toEqual(ending);
    const begin = [{ type: 'asking' }, { type: 'traffic', traffic: onRequest }];
    expect(said).toEqual([...begin, 'The ', 'mill.']);
    expect(meter.read()).toEqual({ ...onRequest, receivedBytes: 40 });
  });

  it('is asked for with the body as it is, to the server and no other', async () => {
    const exit = new ScriptedExit(answered('The mill.'));
    attempted(exit, { body: '{"a":\r\n "\u2028ü"}' });
    await vi.runAllTimersAsync();
    expect(exit.requests).toEqual([
      { baseUrl: 'https://ai.example.com/v1', key: 'the-key', body: '{"a":\r\n "\u2028ü"}' },
    ]);
    expect(exit.keysAskedFor).toEqual(['https://ai.example.com/v1']);
  });
});

describe('a refusal that time may heal', () => {
  it.each<[number, ErrorCode]>([
    [429, 'cloud-busy'],
    [500, 'cloud-failing'],
    [503, 'cloud-failing'],
  ])('of status %i is followed by another attempt, said before', async (status, code) => {
    const exit = new ScriptedExit(refusedWith(status), answered('The mill.'));
    const { said, meter, end } = attempted(exit);
    await vi.runAllTimersAsync();
    expect(await end).toEqual(ending);
    expect(said).toEqual([
      { type: 'asking' },
      { type: 'traffic', traffic: onRequest },
      { type: 'waiting', delayMs: expect.any(Number), code },
      { type: 'asking' },
      { type: 'traffic', traffic: { ...onRequest, sentBytes: 200, receivedBytes: 40 } },
      'The mill.',
    ]);
    expect(exit.requests[1]).toEqual(exit.requests[0]);
    expect(meter.read()).toEqual({ ...onRequest, sentBytes: 200, receivedBytes: 80 });
  });

  it('is waited for as long as the server says, and not a moment less', async () => {
    const exit = new ScriptedExit(refusedWith(429, { retryAfterMs: 7000 }), answered('The mill.'));
    const { said, end } = attempted(exit);
    await vi.advanceTimersByTimeAsync(1);
    expect(said.at(-1)).toEqual({ type: 'waiting', delayMs: 7000, code: 'cloud-busy' });
    await vi.advanceTimersByTimeAsync(6990);
    expect(exit.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10);
    expect(exit.requests).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect(await end).toEqual(ending);
  });

  it('is told when the server wants more time than anybody waits', async () => {
    const exit = new ScriptedExit(refusedWith(429, { retryAfterMs: 3_600_000 }));
    const { said, end } = attempted(exit);
    await vi.advanceTimersByTimeAsync(1);
    expect(await end).toEqual({ thrown: expect.objectContaining({ code: 'cloud-busy' }) });
    expect(said).not.toContainEqual(expect.objectContaining({ type: 'waiting' }));
  });

  it('is told when it comes a third time', async () => {
    const exit = new ScriptedExit(refusedWith(503), refusedWith(429), refusedWith(500));
    const { end } = attempted(exit);
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: expect.objectContaining({ code: 'cloud-failing' }) });
    expect(exit.requests).toHaveLength(3);
  });

  it('after thoughts is followed by another attempt: nothing of an answer was there', async () => {
    const exit = new ScriptedExit([text(''), ...refusedWith(500)], answered('The mill.'));
    const { end } = attempted(exit);
    await vi.runAllTimersAsync();
    expect(await end).toEqual(ending);
  });
});

describe('what ends it at once', () => {
  it.each<[string, (Said | Error)[], ErrorCode]>([
    ['a wrong key', [...refusedWith(401)], 'cloud-unauthorized'],
    ['an unknown model', [...refusedWith(404)], 'cloud-no-model'],
    ['a server that is not there', [...refusedWith(0)], 'cloud-unreachable'],
    ['a spent quota', [...refusedWith(429, { reason: 'insufficient_quota' })], 'cloud-quota'],
    ['a closed door', [new AppError('cloud-off', 'The door is closed.')], 'cloud-off'],
    ['a cut', [new AppError('cloud-cut', 'The connection broke.')], 'cloud-cut'],
    ['a door that ends without saying so', [], 'cloud-cut'],
    ['a refusal after the first text', [text('So far'), ...refusedWith(503)], 'cloud-failing'],
    [
      'a refusal with a time to come again, after the first text',
      [text('So far'), ...refusedWith(429, { retryAfterMs: 10 })],
      'cloud-busy',
    ],
    [
      'a cut after the first text',
      [text('So far'), new AppError('cloud-cut', 'The connection broke.')],
      'cloud-cut',
    ],
  ])('is %s', async (_what, events, code) => {
    const exit = new ScriptedExit(events, answered('Never asked for.'));
    const { said, meter, end } = attempted(exit);
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: expect.objectContaining({ name: 'AppError', code }) });
    expect(exit.requests).toHaveLength(1);
    const texts = said.filter((one) => typeof one === 'string');
    expect(texts).toEqual(events.some((event) => 'text' in event) ? ['So far'] : []);
    expect(meter.read().sentBytes).toBe(100);
  });

  it('is a door that says nothing at all', async () => {
    const exit = new ScriptedExit();
    const silent = { ...exit, door: { ask: () => endless() as never } };
    const { end } = attempted(silent);
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: expect.any(AppError) });
  });
});

describe('aborting', () => {
  const stop = new Error('Stop was pressed');

  it('while it waits ends it at once, and nothing more is sent', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const exit = new ScriptedExit(refusedWith(429, { retryAfterMs: 7000 }), answered('Never.'));
    const { said, end } = attempted(exit, { signal });
    await vi.advanceTimersByTimeAsync(1);
    expect(said.at(-1)).toMatchObject({ type: 'waiting' });
    controller.abort(stop);
    expect(await end).toEqual({ thrown: stop });
    await vi.runAllTimersAsync();
    expect(exit.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('as soon as a wait is said ends it as well', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const exit = new ScriptedExit(refusedWith(429), answered('Never.'));
    const heard = (one: string | RunEvent) => {
      if (typeof one !== 'string' && one.type === 'waiting') controller.abort(stop);
    };
    const { end } = attempted(exit, { signal, heard });
    await vi.advanceTimersByTimeAsync(1);
    expect(await end).toEqual({ thrown: stop });
    expect(exit.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('while it is answered ends it with the reason', async () => {
    const controller = new AbortController();
    const exit = new ScriptedExit(answered('The ', 'mill ', 'was '));
    const { end } = attempted(exit, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(stop);
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: stop });
  });

  it('is not listened for any more when a wait is over', async () => {
    const { signal } = new AbortController();
    const exit = new ScriptedExit(refusedWith(429), refusedWith(429), answered('The mill.'));
    const { end } = attempted(exit, { signal });
    await vi.runAllTimersAsync();
    expect(await end).toEqual(ending);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

async function* endless() {
  await new Promise(() => {});
  yield* [];
}
