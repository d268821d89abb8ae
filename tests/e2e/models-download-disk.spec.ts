import { until } from '../../tools/browser/until.mjs';
import { all, held, missing, slow, whole } from '../../tools/model-hub/manners.mjs';
import { randomModel } from '../../tools/model-hub/random-model.mjs';
import { begins, shard, shardBytes, test } from './support/download-test.ts';
import { Downloader } from './support/downloader.ts';
import { cached, hosted, parts, putPart, replaceCached } from './support/model-disk.ts';
import { SmallDisk } from './support/small-disk.ts';
import { expect } from './support/sotto.ts';

/** The bytes of a model's file, as its host has them. */
type Hosting = Parameters<typeof hosted>[0];
function bytesOf({ repository }: Hosting, path: string): Buffer {
  return repository.files.get(path)?.bytes ?? Buffer.alloc(0);
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(100) ^ 1, 100);
  return copy;
}

async function fetchWhole(downloader: Downloader, hosting: Hosting, weightsUrl: string) {
  const { error } = await downloader.run('fetchModel', {
    weightsUrl,
    file: null,
    sourceUrl: weightsUrl,
  });
  expect(error).toBeNull();
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(hosting));
  expect(await parts(downloader.page, weightsUrl)).toEqual({});
}

test('hanging up ends all transfers and keeps what came; the next time goes on from there', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const shards = [...hosting.repository.files.keys()].filter((path) => path.startsWith('params'));
  for (const path of shards) hosting.answer(path, all(slow(2_000_000), held(150_000)));
  const args = { weightsUrl, file: null, sourceUrl: weightsUrl };
  const stream = await downloader.ask('fetchModel', args);
  const { page } = downloader;
  const came = () => parts(page, weightsUrl).then((sizes) => Object.values(sizes));
  await until(
    'four shards to be held',
    async () => String(await came()) === String(Array(4).fill(150_000)),
  );
  await downloader.hangUp(stream);
  await until('all to end', () => hosting.hungUp.length === 4);
  const asked = hosting.exchanges.length;
  hosting.release();
  // Whoever asks next waits for the one before: what that still did would be seen by then.
  await fetchWhole(downloader, hosting, weightsUrl);
  const again = hosting.exchanges.slice(asked).filter(({ step }) => step === 'storage');
  expect(again.filter(({ begin }) => begin === 150_000)).toHaveLength(4);
  for (const path of shards) expect(hosting.bytesSent(path)).toBe(shardBytes);
});

test('a worker that is killed in mid-download loses nothing that was written', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  hosting.answer(shard, all(slow(2_000_000), held(150_000)));
  await downloader.ask('fetchModel', { weightsUrl, file: null, sourceUrl: weightsUrl });
  const { page } = downloader;
  await until('the shard to be held', async () => {
    const sizes = await parts(page, weightsUrl);
    return sizes[shard] === 150_000 && Object.keys(sizes).length === 1;
  });
  await downloader.kill();
  hosting.release();
  hosting.asked.length = 0;
  await downloader.start();
  await fetchWhole(downloader, hosting, weightsUrl);
  expect(hosting.asked).toEqual([shard]);
  expect(begins(hosting)).toEqual([0, 150_000]);
});

test('what is on the disk is not asked for again, and a whole model asks nobody', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  await fetchWhole(downloader, hosting, weightsUrl);
  const asked = hosting.exchanges.length;
  await fetchWhole(downloader, hosting, weightsUrl);
  expect(hosting.exchanges).toHaveLength(asked);
});

test('a part that is not what the host has is thrown away, and that file fetched alone', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const { page } = downloader;
  await putPart(page, weightsUrl, shard, damaged(bytesOf(hosting, shard)).subarray(0, 300_000));
  await putPart(page, weightsUrl, 'params_shard_4.bin', bytesOf(hosting, 'params_shard_4.bin'));
  await fetchWhole(downloader, hosting, weightsUrl);
  expect(begins(hosting)).toEqual([300_000, 0]);
  expect(hosting.asked).not.toContain('params_shard_4.bin');
});

for (const tree of ['with', 'without'] as const) {
  test(`a host that has another revision by now is believed, ${tree} hashes of its own`, async ({
    downloader,
    hosting,
    weightsUrl,
  }) => {
    if (tree === 'without') hosting.trees.answer('main', missing);
    hosting.answer(shard, missing);
    const args = { weightsUrl, file: null, sourceUrl: weightsUrl };
    const { error } = await downloader.run('fetchModel', args);
    expect(error).toMatchObject({ code: 'download-missing' });
    const stored = Object.keys(await cached(downloader.page, weightsUrl));
    expect(stored).toContain('tensor-cache.json');
    for (const [path, bytes] of randomModel({ shards: 6, shardBytes }))
      hosting.repository.put(path, bytes);
    hosting.answer(shard, whole);
    await fetchWhole(downloader, hosting, weightsUrl);
  });
}

test('a model comes from files alone, with no request', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const { page } = downloader;
  const files = [...hosting.repository.files.keys()];
  for (const path of files) await putPart(page, weightsUrl, path, bytesOf(hosting, path));
  const { error } = await downloader.run('fetchModel', { weightsUrl, file: null, sourceUrl: null });
  expect(error).toBeNull();
  expect(await cached(page, weightsUrl)).toEqual(hosted(hosting));
  expect(await parts(page, weightsUrl)).toEqual({});
  expect(hosting.exchanges).toEqual([]);
});

test('files that miss or are damaged are named, and the good ones taken', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const { page } = downloader;
  const files = [...hosting.repository.files.keys()].filter((path) => path !== 'tokenizer.json');
  for (const path of files) await putPart(page, weightsUrl, path, bytesOf(hosting, path));
  await putPart(page, weightsUrl, shard, bytesOf(hosting, shard).subarray(0, 1000));
  const args = { weightsUrl, file: null, sourceUrl: null };
  const first = await downloader.run('fetchModel', args);
  expect(first.error).toEqual({ code: 'import-incomplete', message: `tokenizer.json, ${shard}` });
  expect(hosted(hosting)).toMatchObject(await cached(page, weightsUrl));
  await putPart(page, weightsUrl, 'tokenizer.json', bytesOf(hosting, 'tokenizer.json'));
  await putPart(page, weightsUrl, shard, damaged(bytesOf(hosting, shard)));
  const second = await downloader.run('fetchModel', args);
  expect(second.error).toEqual({ code: 'download-damaged', message: shard });
  await putPart(page, weightsUrl, shard, bytesOf(hosting, shard));
  expect((await downloader.run('fetchModel', args)).error).toBeNull();
  expect(await cached(page, weightsUrl)).toEqual(hosted(hosting));
});

test('what was damaged in the cache is found, named and taken away, and fetched alone', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const { page } = downloader;
  await fetchWhole(downloader, hosting, weightsUrl);
  const verify = () => downloader.run<'verifyModel'>('verifyModel', { weightsUrl });
  expect((await verify()).items.at(-1)).toMatchObject({ type: 'verified', damaged: [] });
  await replaceCached(page, weightsUrl, shard, damaged(bytesOf(hosting, shard)));
  await replaceCached(page, weightsUrl, 'tokenizer.json', Buffer.from('{"a":1}'));
  const both = [shard, 'tokenizer.json'];
  const { items, error } = await verify();
  expect(error).toBeNull();
  expect(items.at(-1)).toMatchObject({ damaged: expect.arrayContaining(both) });
  expect(items.at(-2)).toMatchObject({ type: 'progress', waiting: null });
  hosting.asked.length = 0;
  await fetchWhole(downloader, hosting, weightsUrl);
  expect(hosting.asked.sort()).toEqual(both);
});

test('a disk that is full is told, before, while and after a file comes, and what came stays', async ({
  hub,
}, info) => {
  const disk = await SmallDisk.start();
  const downloader = await Downloader.open(disk.sotto);
  const { page } = downloader;
  // The browser itself takes and gives back some of what is free.
  const size = 4_000_000;
  const host = (name: string) =>
    hub.add(`tests/${info.testId}-${name}`, randomModel({ shards: 6, shardBytes: size }));
  const before = host('before');
  const args = ({ name }: Hosting) => ({
    weightsUrl: `${hub.origin}/${name}`,
    file: null,
    sourceUrl: `${hub.origin}/${name}`,
  });
  disk.fill(2_000_000);
  const { error } = await downloader.run('fetchModel', args(before));
  expect(error).toMatchObject({ code: 'storage-full' });
  expect(before.asked.filter((path) => path.startsWith('params'))).toEqual([]);
  disk.empty();
  // The second finds no room in the cache.
  for (const heldAt of [1_000_000, size - 1]) {
    const hosting = host(String(heldAt));
    const { weightsUrl } = args(hosting);
    hosting.answer(shard, all(slow(4_000_000), held(heldAt)));
    const stream = await downloader.ask('fetchModel', args(hosting));
    await until('that shard alone to be missing', async () => {
      const sizes = await parts(page, weightsUrl);
      return Object.keys(sizes).length === 1 && sizes[shard] === heldAt;
    });
    disk.fill(500_000);
    hosting.release();
    const { error } = await downloader.ended(stream);
    expect(error).toMatchObject({ code: 'storage-full' });
    expect(Object.keys(await cached(page, weightsUrl))).toHaveLength(8);
    expect((await parts(page, weightsUrl))[shard]).toBeGreaterThanOrEqual(heldAt);
    disk.empty();
    await fetchWhole(downloader, hosting, weightsUrl);
  }
  await disk.close();
});
