import { serveLocalModel } from '../../../tools/local-model/serve.mjs';
import { modelName, type Sotto, test as shared, startSotto } from './sotto.ts';

export const cpuModel = `${modelName}-cpu`;

/** What the panel says of who wrote. */
export const onCpu = `${cpuModel} · on this device’s processor`;

type Own = {
  /** A browser of the test's own, with these models on its disk, each downloaded by clicks. */
  readonly start: (gpu: boolean, ...models: string[]) => Promise<Sotto>;
};

export const test = shared.extend<Own>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
  start: async ({}, use) => {
    const served = await serveLocalModel(`tests/fixtures/${modelName}`);
    const closing = [() => served.close()];
    await use(async (gpu, ...models) => {
      const { sotto, close } = await startSotto({ headless: true, gpu });
      closing.unshift(close);
      await download(sotto, models);
      return sotto;
    });
    for (const close of closing) await close();
  },
});

async function download(sotto: Sotto, models: readonly string[]): Promise<void> {
  const options = await sotto.openOwn('src/options/options.html');
  for (const name of models) {
    await options.screen.click('button', `Download ${name}…`);
    await options.screen.click('button', 'Download');
    await options.screen.waitFor('radio', `Answer with ${name}`, { timeoutMs: 60_000 });
  }
  await sotto.close(options);
}
