import { localModelPort } from '../../../tools/local-model/port.mjs';
import { ModelHub } from '../../../tools/model-hub/hub.mjs';
import type { HubModel } from '../../../tools/model-hub/hub-model.mjs';
import { randomModel } from '../../../tools/model-hub/random-model.mjs';
import { Downloader } from './downloader.ts';
import { test as base } from './sotto.ts';

/** One browser, one hub and one worker for all tests of a file. */
type Shared = { readonly hub: ModelHub; readonly downloader: Downloader };

/** A model that no other test has, and its address. */
type Own = { readonly hosting: HubModel; readonly weightsUrl: string };

export const shardBytes = 400_000;
/** One of six. */
export const shard = 'params_shard_2.bin';

export const test = base.extend<Own, Shared>({
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

/** Where the bytes of a file were asked for from, request by request. */
export function begins(hosting: HubModel, path = shard): number[] {
  const requests = hosting.exchanges.filter((one) => one.path === path && one.step === 'storage');
  return requests.map(({ begin }) => begin);
}
