import { until } from '../../tools/browser/until.mjs';
import { expectNothingFound } from './support/axe.ts';
import { test } from './support/fresh.ts';
import { cardSays, download, isReady, openOptions } from './support/models-page.ts';
import { modelName, type Page } from './support/sotto.ts';

// axe looks at the options page, at each state of a model.

const held = 'params_shard_2.bin';

const expectNothing = (options: Page) =>
  expectNothingFound(options.tab.session, ['button-name', 'color-contrast', 'label']);

for (const scheme of ['light', 'dark'])
  test(`axe finds nothing in the options page, in ${scheme} colors`, async ({ fresh, host }) => {
    host.answer(held, 'held');
    const options = await openOptions(fresh);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await options.tab.session.send('Emulation.setEmulatedMedia', { features });
    // Until it is measured its parts move, also from under a click.
    await options.screen.waitFor('StaticText', /^Measured/, { timeoutMs: 60_000 });
    await test.step('nothing here', () => expectNothing(options));
    await options.screen.click('button', `Download ${modelName}…`);
    await options.screen.waitFor('button', 'Download');
    await test.step('an offer', () => expectNothing(options));
    await options.screen.click('button', 'Download');
    await until('the shard to be held', () => host.isHolding(held));
    // It comes in above with the first file.
    await options.screen.waitFor('button', 'Delete everything');
    await test.step('a transfer', () => expectNothing(options));
    await options.screen.click('button', 'Pause');
    await cardSays(options, 'Paused.');
    await test.step('a pause', () => expectNothing(options));
    host.answer(held, 'missing');
    await options.screen.click('button', 'Resume');
    await cardSays(options, 'not at this address');
    await test.step('an error', () => expectNothing(options));
    host.answer(held, 'whole');
    await download(options);
    await isReady(options);
    await options.screen.click('button', `Delete ${modelName}`);
    await test.step('a question', () => expectNothing(options));
  });
