import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  all,
  cut,
  failing,
  flipped,
  gated,
  held,
  lengthened,
  type Manner,
  missing,
  refusingRange,
  shortened,
  silent,
  slow,
  stalled,
  webPage,
  whole,
  withoutCors,
  withoutLength,
  withoutRange,
  withoutReadableHeaders,
} from '../../../tools/model-hub/manners.mjs';
import {
  Asker,
  bytesOf,
  config,
  configBytes,
  readBytes,
  shard,
  shardBytes,
  untilBroken,
  waitFor,
} from './ask.ts';

let asker: Asker;
beforeEach(async () => {
  asker = new Asker();
  await asker.hub.open();
});
afterEach(() => asker.hub.close());

/** Asks in this manner, from that byte on. */
function ask(manner: Manner, begin = 0): Promise<Response> {
  asker.model.answer(shard, manner);
  return begin > 0 ? asker.from(begin) : asker.get(shard);
}

const { length } = shardBytes;

describe('the connection', () => {
  test('breaks after as much as is said, of a range too', async () => {
    expect(await untilBroken(await ask(cut(70_000)))).toBe(70_000);
    expect(await untilBroken(await ask(cut(7000), 10_000))).toBe(7000);
    expect(await untilBroken(await ask(cut(0)))).toBe(0);
    expect(await untilBroken(await ask(cut()))).toBe(length / 2);
  });

  test('does not break after more than there is', async () => {
    expect(await bytesOf(await ask(cut(length + 1)))).toHaveLength(length);
  });

  test('stays open without a word after as much as is said', async () => {
    const { body } = await ask(stalled(70_000));
    const reader = body?.getReader();
    await readBytes(reader, 70_000);
    asker.model.release();
    await expectSilence(reader?.read());
    expect(asker.model.isHolding(shard)).toBe(false);
    await reader?.cancel();
  });

  test('stays open without even a header', async () => {
    const hungUp = new AbortController();
    asker.model.answer(shard, silent);
    const answer = asker.get(shard, { signal: hungUp.signal });
    await expectSilence(answer);
    hungUp.abort();
    await expect(answer).rejects.toThrow();
  });

  test('is slow', async () => {
    const began = performance.now();
    expect(await bytesOf(await ask(slow(400_000)))).toHaveLength(length);
    expect(performance.now() - began).toBeGreaterThan(200);
  });
});

describe('what is held', () => {
  test('goes on from the middle once it is released', async () => {
    const answer = await ask(held(70_000));
    const reader = answer.body?.getReader();
    await readBytes(reader, 70_000);
    await expectSilence(reader?.read());
    expect(asker.model.isHolding(shard)).toBe(true);
    expect(asker.model.isHolding(config)).toBe(false);
    asker.model.release();
    await waitFor(() => asker.model.exchanges.at(-1)?.end === 'whole');
    expect(asker.model.isHolding(shard)).toBe(false);
  });

  test('is whole in the end, and not held the next time', async () => {
    const answer = await ask(held());
    asker.model.release();
    expect((await bytesOf(answer)).equals(shardBytes)).toBe(true);
    expect((await bytesOf(await asker.get(shard))).equals(shardBytes)).toBe(true);
  });

  test('is held again when that is said again', async () => {
    asker.model.release();
    const answer = await ask(held());
    await waitFor(() => asker.model.isHolding(shard));
    asker.model.release();
    expect(await bytesOf(answer)).toHaveLength(length);
  });

  test('is no longer held when the asker has gone', async () => {
    const { body } = await ask(held());
    await waitFor(() => asker.model.isHolding(shard));
    await body?.cancel();
    await waitFor(() => !asker.model.isHolding(shard));
    expect(asker.model.hungUp).toEqual([shard]);
  });
});

describe('a refusal', () => {
  test('has its status, and when to come again in seconds or as a date', async () => {
    const retryAfter = async (manner: Manner) => {
      const { status, headers } = await ask(manner);
      return [status, headers.get('retry-after')];
    };
    expect(await retryAfter(failing(500))).toEqual([500, null]);
    expect(await retryAfter(failing(429, { retryAfter: 2 }))).toEqual([429, '2']);
    const date = new Date('2031-05-06T07:08:09Z');
    const told = 'Tue, 06 May 2031 07:08:09 GMT';
    expect(await retryAfter(failing(503, { retryAfter: date }))).toEqual([503, told]);
  });

  test('lets a page read when to come again only where that is said', async () => {
    const exposed = async (isReadable: boolean) => {
      const { headers } = await ask(failing(429, { retryAfter: 2, isReadable }));
      return headers.get('access-control-expose-headers')?.split(',').includes('Retry-After');
    };
    expect(await exposed(false)).toBe(false);
    expect(await exposed(true)).toBe(true);
  });

  test('names its reason where Hugging Face does', async () => {
    const reason = async (manner: Manner) => {
      const { status, headers } = await ask(manner);
      return [status, headers.get('x-error-code'), headers.get('accept-ranges')];
    };
    expect(await reason(missing)).toEqual([404, 'EntryNotFound', null]);
    expect(await reason(gated(401))).toEqual([401, 'GatedRepo', null]);
    expect(await reason(gated(403))).toEqual([403, 'GatedRepo', null]);
  });

  test('comes in place of the redirect, too', async () => {
    asker.model.redirects.next(shard, failing(429), silent);
    expect((await asker.get(shard)).status).toBe(429);
    await expectSilence(asker.get(shard).catch(() => {}));
    expect((await asker.get(shard)).status).toBe(200);
  });

  test('comes in place of the list of files, too', async () => {
    asker.model.trees.answer('main', failing(503));
    const { origin } = asker.hub;
    expect((await fetch(`${origin}/api/models/owner/model/tree/main`)).status).toBe(503);
  });
});

describe('a range', () => {
  test('is refused', async () => {
    const answer = await ask(refusingRange, 10);
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${length}`);
  });

  test('is not understood', async () => {
    const answer = await ask(withoutRange, 10);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-range')).toBeNull();
    expect(answer.headers.get('accept-ranges')).toBeNull();
    expect((await bytesOf(answer)).equals(shardBytes)).toBe(true);
  });
});

describe('the body', () => {
  test('is too short as if it were whole', async () => {
    const answer = await ask(shortened);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(length / 2));
    expect((await bytesOf(answer)).equals(shardBytes.subarray(0, length / 2))).toBe(true);
  });

  test('is too long as if it were whole', async () => {
    const answer = await ask(lengthened(3));
    expect(answer.headers.get('content-length')).toBe(String(length + 3));
    expect((await bytesOf(answer)).subarray(0, length).equals(shardBytes)).toBe(true);
  });

  test('has one wrong byte, where the range holds it', async () => {
    const wrong = async (begin: number) => {
      const body = await bytesOf(await ask(flipped(500), begin));
      return [...body.keys()].filter((at) => body[at] !== shardBytes[at + begin]);
    };
    expect(await wrong(0)).toEqual([500]);
    expect(await wrong(499)).toEqual([1]);
    expect(await wrong(501)).toEqual([]);
    expect((await bytesOf(await ask(whole))).equals(shardBytes)).toBe(true);
  });

  test('is a page to sign in', async () => {
    const answer = await ask(webPage);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('Please sign in');
  });

  test('has no length', async () => {
    const answer = await ask(withoutLength);
    expect(answer.headers.get('content-length')).toBeNull();
    expect((await bytesOf(answer)).equals(shardBytes)).toBe(true);
  });
});

describe('to a page of another origin', () => {
  test('nothing is given', async () => {
    const answer = await ask(withoutCors);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('nothing but the body is given', async () => {
    const answer = await ask(withoutReadableHeaders, 10);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toBeNull();
  });
});

describe('manners', () => {
  test('come one after another, then the standing one', async () => {
    asker.model.answer(shard, failing(503));
    asker.model.next(shard, failing(500), whole);
    asker.model.next(shard, failing(429));
    const statuses = [];
    for (let count = 0; count < 5; count++) statuses.push((await asker.get(shard)).status);
    expect(statuses).toEqual([500, 200, 429, 503, 503]);
  });

  test('are put one upon another', async () => {
    const answer = await ask(all(withoutRange, flipped(0), cut(2000)), 1000);
    expect(answer.status).toBe(200);
    expect(await untilBroken(answer)).toBe(2000);
  });

  test('of one file leave the others alone', async () => {
    asker.model.answer(shard, failing(500));
    expect(await bytesOf(await asker.get(config))).toEqual(configBytes);
  });
});

async function expectSilence(promise: Promise<unknown> | undefined): Promise<void> {
  const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 60));
  expect(await Promise.race([promise, silence])).toBe('silence');
}
