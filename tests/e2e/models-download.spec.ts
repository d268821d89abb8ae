import { localModelPort } from '../../tools/local-model/port.mjs';
import { ModelHub } from '../../tools/model-hub/hub.mjs';
import type { HubModel } from '../../tools/model-hub/hub-model.mjs';
import { all, cut, slow } from '../../tools/model-hub/manners.mjs';
import { randomModel } from '../../tools/model-hub/random-model.mjs';
import { Downloader } from './support/downloader.ts';
import { cached, hosted, parts } from './support/model-disk.ts';
import { test as base, expect } from './support/sotto.ts';

type Shared = { readonly hub: ModelHub; readonly downloader: Downloader };

/** A model that no other test has, and where it is asked for and kept. */
type Own = { readonly hosting: HubModel; readonly weightsUrl: string };

const test = base.extend<Own, Shared>({
  hub: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
    async ({}, use) => {
      const hub = new ModelHub(localModelPort);
      await hub.open();
      await use(hub);
      await hub.close();
    },
    { scope: 'worker' },
  ],
  downloader: [async ({ sotto }, use) => use(await Downloader.open(sotto)), { scope: 'worker' }],
  hosting: async ({ hub }, use, { testId }) => {
    await use(hub.add(`tests/${testId}`, randomModel({ shards: 6, shardBytes })));
  },
  weightsUrl: ({ hub, hosting }, use) => use(`${hub.origin}/${hosting.name}`),
});

const shardBytes = 400_000;
const shard = 'params_shard_2.bin';

test('brings every file to WebLLM’s caches, and leaves no part', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const { items, error } = await downloader.run('fetchModel', {
    weightsUrl,
    sourceUrl: weightsUrl,
  });
  expect(error).toBeNull();
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(hosting));
  expect(await parts(downloader.page, weightsUrl)).toEqual({});
  const { bytes, totalBytes } = items.at(-1) ?? {};
  expect(bytes).toBe(
    [...hosting.repository.files.values()].reduce((sum, it) => sum + it.bytes.length, 0),
  );
  expect(totalBytes).toBe(bytes);
});

test('goes on at the byte where the connection broke', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  // So slow that all has been read when it breaks.
  hosting.next(shard, all(slow(2_000_000), cut(150_000)), all(slow(2_000_000), cut(150_000)));
  const { error } = await downloader.run('fetchModel', { weightsUrl, sourceUrl: weightsUrl });
  expect(error).toBeNull();
  const begins = hosting.exchanges.filter((one) => one.path === shard && one.step === 'storage');
  expect(begins.map(({ begin }) => begin)).toEqual([0, 150_000, 300_000]);
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(hosting));
});
