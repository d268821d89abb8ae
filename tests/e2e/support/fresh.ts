import { ModelHost } from './model-host.ts';
import { type Sotto, type StartedSotto, test as shared, startSotto } from './sotto.ts';

/** For tests of what is on disk, or on its way there: nothing of another test may be there already. */
type Fresh = {
  readonly started: StartedSotto;
  /** A browser for this test alone, with the software WebGPU adapter and no model. */
  readonly fresh: Sotto;
  /** Where the browser finds the model. */
  readonly host: ModelHost;
};

export const test = shared.extend<Fresh>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
  started: async ({}, use) => {
    const started = await startSotto({ headless: true, gpu: true });
    await use(started);
    await started.close();
  },
  fresh: ({ started }, use) => use(started.sotto),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  host: async ({}, use) => {
    const host = new ModelHost();
    await host.open();
    await use(host);
    await host.close();
  },
});
