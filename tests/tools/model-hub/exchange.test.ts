import { afterEach, beforeEach, expect, test } from 'vitest';
import { cut, failing, held, silent } from '../../../tools/model-hub/manners.mjs';
import { Asker, bytesOf, config, shard, shardBytes, untilBroken, waitFor } from './ask.ts';

let asker: Asker;
beforeEach(async () => {
  asker = new Asker();
  await asker.hub.open();
});
afterEach(() => asker.hub.close());

const { length } = shardBytes;

/** Both steps of one request: the first exchange and the one in the storage. */
function exchanges() {
  return asker.model.exchanges.map(({ step, path, begin, status, bytesSent, end }) => {
    return step === 'storage' ? { path, begin, status, bytesSent, end } : { step, path, status };
  });
}

test('holds which file was asked for, by what address, from which byte on, and what was sent', async () => {
  await bytesOf(await asker.get(config));
  await bytesOf(await asker.from(30_000));
  await waitFor(() => asker.model.exchanges.every(({ end }) => end === 'whole'));
  expect(asker.model.asked).toEqual([config, shard]);
  expect(exchanges()).toEqual([
    { step: 'resolve', path: config, status: 200 },
    { step: 'resolve', path: shard, status: 302 },
    { path: shard, begin: 30_000, status: 206, bytesSent: length - 30_000, end: 'whole' },
  ]);
});

test('tells how much was sent twice', async () => {
  asker.model.next(shard, cut(70_000), failing(503));
  const came = await untilBroken(await asker.get(shard));
  await asker.get(shard);
  expect(asker.model.bytesSent(shard)).toBe(70_000);
  // As if the last 10,000 bytes had been lost.
  await bytesOf(await asker.from((came ?? 0) - 10_000));
  expect(asker.model.bytesSent(shard) - length).toBe(10_000);
});

test('counts no body that HEAD asked for', async () => {
  await asker.get(shard, { method: 'HEAD' });
  expect(asker.model.bytesSent(shard)).toBe(0);
});

test('tells whoever hung up from its own cut', async () => {
  asker.model.next(shard, cut(), held(), silent);
  await untilBroken(await asker.get(shard));
  expect(asker.model.hungUp).toEqual([]);
  await (await asker.get(shard)).body?.cancel();
  await waitFor(() => asker.model.hungUp.length === 1);
  const impatient = new AbortController();
  const never = asker.get(shard, { signal: impatient.signal }).catch(() => 'gone');
  await waitFor(() => asker.model.exchanges.filter(({ step }) => step === 'storage').length === 3);
  impatient.abort();
  expect(await never).toBe('gone');
  await waitFor(() => asker.model.hungUp.length === 2);
  expect(asker.model.exchanges.at(-1)?.status).toBe(0);
});

test('takes what is under way when the hub closes for its own cut', async () => {
  asker.model.answer(shard, held(1000));
  const answer = await asker.get(shard);
  await asker.hub.close();
  expect(await untilBroken(answer)).not.toBeNull();
  expect(asker.model.hungUp).toEqual([]);
  expect(asker.model.exchanges.at(-1)?.end).toBe('cut');
  expect(asker.model.isHolding(shard)).toBe(false);
});

test('can be emptied', async () => {
  await bytesOf(await asker.get(config));
  asker.model.asked.length = 0;
  asker.model.exchanges.length = 0;
  await bytesOf(await asker.get(shard));
  expect(asker.model.asked).toEqual([shard]);
  expect(asker.model.exchanges).toHaveLength(2);
});
