import { localModelPort } from '../../tools/local-model/port.mjs';
import { ModelHub } from '../../tools/model-hub/hub.mjs';
import type { HubModel } from '../../tools/model-hub/hub-model.mjs';
import { cut } from '../../tools/model-hub/manners.mjs';
import { randomModel } from '../../tools/model-hub/random-model.mjs';
import { Downloader } from './support/downloader.ts';
import { cached, hosted, parts } from './support/model-disk.ts';
import { test as base, expect } from './support/sotto.ts';

type Shared = { readonly hub: ModelHub; readonly downloader: Downloader };

const test = base.extend<{ readonly hosting: HubModel }, Shared>({
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
  hosting: async ({ hub }, use) => {
    const name = `tests/model-${count++}`;
    await use(hub.add(name, randomModel({ shards: 6, shardBytes: 400_000 })));
  },
});
let count = 0;

test('xx brings every file', async ({ downloader, hub, hosting: model }) => {
  const weightsUrl = `${hub.origin}/${model.name}`;
  const seen = await downloader.run('fetchModel', { weightsUrl, sourceUrl: weightsUrl });
  console.log(JSON.stringify(seen));
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(model));
  expect(await parts(downloader.page, weightsUrl)).toEqual({});
});
test('xx cut', async ({ downloader, hub, hosting: model }) => {
  const weightsUrl = `${hub.origin}/${model.name}`;
  model.next('params_shard_2.bin', cut(), cut());
  const seen = await downloader.run('fetchModel', { weightsUrl, sourceUrl: weightsUrl });
  console.log(JSON.stringify(seen));
  console.log(
    model.exchanges.map((e) => [e.method, e.step, e.path, e.begin, e.status, e.end]).join('\n'),
  );
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(model));
  expect(model.bytesSent('params_shard_2.bin')).toBe(400_000);
});
