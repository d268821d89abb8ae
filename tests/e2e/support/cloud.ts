import type { CloudSettings } from '../../../src/core/cloud/settings.ts';
import { extensionTarget, listTargets } from '../../../tools/browser/targets.mjs';
import { until } from '../../../tools/browser/until.mjs';
import { CloudServer } from './cloud-server.ts';
import { openSink, type Sink } from './sink.ts';
import { test as base, type Page, type Sotto, startSotto } from './sotto.ts';

type Fixtures = {
  /** An OpenAI-compatible server, new for each test. */
  readonly cloud: CloudServer;
  /** The options page of a Sotto whose settings, key and log are as on the first day. */
  readonly options: Page;
};

/** A machine without a GPU, in a world where every other host is the sink. */
export const test = base.extend<Fixtures, { readonly sink: Sink }>({
  sink: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
    async ({}, use) => {
      const sink = await openSink();
      await use(sink);
      await sink.close();
    },
    { scope: 'worker' },
  ],
  sotto: [
    async ({ sink }, use) => {
      const started = await startSotto({ headless: true, gpu: false, args: sink.browserArgs });
      await use(started.sotto);
      await started.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  cloud: async ({}, use) => {
    const cloud = await CloudServer.open();
    await use(cloud);
    await cloud.close();
  },
  options: async ({ sotto }, use) => {
    const options = await sotto.openOwn('src/options/options.html');
    await options.evaluate('chrome.storage.local.clear()');
    await options.evaluate('chrome.storage.session.clear()');
    // Until then the page moves, and what is clicked at is somewhere else.
    await options.screen.waitFor('StaticText', /^No usable graphics processor/);
    await until('the door to be closed', async () => (await countDoors(sotto)) === 0);
    await use(options);
    await sotto.close(options);
  },
});

/** As if a person had set it in the options; where there is an engine room, it knows when this returns. */
export async function setCloud(
  sotto: Sotto,
  options: Page,
  change: Partial<CloudSettings>,
): Promise<void> {
  const isOn =
    await options.evaluate<boolean>(`chrome.storage.local.get('settings').then(async ({ settings }) => {
    const cloud = { ...settings?.cloud, ...${JSON.stringify(change)} };
    await chrome.storage.local.set({ settings: { schemaVersion: 2, ...settings, cloud } });
    return cloud.isOn === true;
  })`);
  await options.evaluate("chrome.runtime.sendMessage({ verb: 'ensureEngine', args: null })");
  await until('the door', async () => (await countDoors(sotto)) === Number(isOn));
}

export function switchOn(
  sotto: Sotto,
  options: Page,
  cloud: CloudServer,
  change: Partial<CloudSettings> = {},
): Promise<void> {
  return setCloud(sotto, options, {
    ...{ isOn: true, baseUrl: cloud.base, model: 'test-model' },
    ...change,
  });
}

/** Frames through which a request could leave. */
export async function countDoors({ browser }: Sotto): Promise<number> {
  const isDoor = extensionTarget(browser.extensionId, 'iframe');
  return (await listTargets(browser.cdp, isDoor)).length;
}

export async function saveKey({ screen }: Page, key: string): Promise<void> {
  await screen.click('textbox', 'Key');
  await screen.type(key);
  await screen.click('button', 'Save key');
  await screen.waitFor('button', 'Delete key');
}
