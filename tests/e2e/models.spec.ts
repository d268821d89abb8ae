import { listTargets } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { test } from './support/fresh.ts';
import { ModelHost } from './support/model-host.ts';
import {
  card,
  cardSays,
  deleteModel,
  download,
  filesOnDisk,
  isReady,
  openOptions,
  optionsWithModel,
} from './support/models-page.ts';
import { byPopup, finished, panelShows, selectParagraph, writing } from './support/panel.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

const hostFailed =
  'The model’s host did not send everything. Check the connection, or try again later; what is already here is kept.';
const cameDamaged = 'Some files came damaged and were thrown away. Download them again.';
const noRoom =
  'There is not enough disk space for the model. Free some space, or choose a smaller model.';
const damaged =
  'The model’s files are damaged. Delete the model in the options and download it again.';
const offer = `Download ${modelName}…`;

/** Waits until one shard alone is missing, of which half has come. */
async function allButOne(options: Page, host: ModelHost, held: string): Promise<string[]> {
  const others = [...host.files.keys()].filter((name) => name !== held).sort();
  await until('all other files', async () => String(await filesOnDisk(options)) === String(others));
  expect(host.isHolding(held)).toBe(true);
  return others;
}

async function workers({ browser: { cdp } }: Sotto): Promise<number> {
  return (await listTargets(cdp, ({ type }) => type === 'worker')).length;
}

const held = 'params_shard_2.bin';

test('a host that is not there is told in words, and the card works once it is back', async ({
  fresh,
  host,
}) => {
  await host.close();
  const options = await openOptions(fresh);
  await options.screen.click('button', offer);
  await options.screen.waitFor('alert');
  expect(await card(options)).toContain(hostFailed);
  expect(await card(options)).toContain('Not downloaded');
  await host.open();
  await download(options);
  await isReady(options);
});

test('a host that goes in mid-download is told in words, and only the rest is fetched then', async ({
  fresh,
  host,
}) => {
  host.answer(held, 'held');
  const options = await openOptions(fresh);
  await download(options);
  const others = await allButOne(options, host, held);
  await host.close();
  await cardSays(options, hostFailed);
  expect(await card(options)).toContain('Partly downloaded');
  expect(await filesOnDisk(options)).toEqual(others);
  host.answer(held, 'whole');
  await host.open();
  host.asked.length = 0;
  await download(options);
  await isReady(options);
  expect(host.asked).toEqual(['tensor-cache.json', held]);
});

test('a file that the host has not is told in words, and what came can be deleted', async ({
  fresh,
  host,
}) => {
  host.answer(held, 'missing');
  const options = await openOptions(fresh);
  await download(options);
  await cardSays(options, hostFailed);
  expect(await card(options)).toContain('Partly downloaded');
  // Its siblings would go on after one file has failed.
  expect(await workers(fresh)).toBe(0);
  expect(await filesOnDisk(options)).not.toEqual([]);
  await deleteModel(options);
  await cardSays(options, 'Not downloaded');
  expect(await filesOnDisk(options)).toEqual([]);
  expect(await options.screen.find('alert')).toBeUndefined();
});

test('Cancel in mid-download ends the worker and leaves nothing, and the next download works', async ({
  fresh,
  host,
}) => {
  host.answer(held, 'held');
  const options = await openOptions(fresh);
  await download(options);
  await allButOne(options, host, held);
  expect(await workers(fresh)).toBe(1);
  await options.screen.click('button', 'Cancel');
  await cardSays(options, 'Not downloaded');
  expect(await options.screen.find('alert')).toBeUndefined();
  await until('the worker to end', async () => (await workers(fresh)) === 0);
  await until('the transfer to end', () => host.hungUp.includes(held));
  expect(await filesOnDisk(options)).toEqual([]);
  host.answer(held, 'whole');
  await download(options);
  await isReady(options);
});

test('Delete takes every file from the disk, and asks first', async ({ fresh, host }) => {
  const options = await optionsWithModel(fresh);
  expect(await filesOnDisk(options)).toEqual([...host.files.keys()].sort());
  await options.screen.click('button', `Delete ${modelName}`);
  await options.screen.click('button', 'Cancel');
  expect(await filesOnDisk(options)).toEqual([...host.files.keys()].sort());
  await deleteModel(options);
  await cardSays(options, 'Not downloaded');
  expect(await filesOnDisk(options)).toEqual([]);
});

test('closing the options page does not end the download, and a new one shows it', async ({
  fresh,
  host,
}) => {
  host.answer(held, 'held');
  const first = await openOptions(fresh);
  await download(first);
  await allButOne(first, host, held);
  await fresh.close(first);
  const second = await openOptions(fresh);
  await cardSays(second, 'Downloading…');
  expect(host.hungUp).toEqual([]);
  host.release();
  await isReady(second);
  expect(host.asked.filter((file) => file === held)).toHaveLength(1);
});

test('a model that finds no room on the disk is not even begun', async ({ fresh, host }) => {
  host.claim(held, 1e15);
  const options = await openOptions(fresh);
  await options.screen.click('button', offer);
  await options.screen.waitFor('alert');
  expect(await card(options)).toContain(noRoom);
  expect(host.asked).toEqual(['tensor-cache.json']);
});

test('a disk that fills up in mid-download is told as that, not as a bad connection', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  await options.screen.click('button', offer);
  await options.screen.waitFor('button', 'Download');
  // What the browser's cache says then is what it says of a connection that breaks.
  host.claim(held, 1e15);
  host.answer(held, 'cut');
  await options.screen.click('button', 'Download');
  await cardSays(options, noRoom);
  await deleteModel(options);
  await cardSays(options, 'Not downloaded');
  expect(await filesOnDisk(options)).toEqual([]);
});

test('a file that came in half as if it were whole does not stay, and is fetched anew', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  // In the order in which WebLLM stumbles over them, each in words of its own.
  for (const file of ['mlc-chat-config.json', 'tokenizer.json', held]) {
    host.answer(file, 'short');
    await download(options);
    await until(`${file} to be asked for`, () => host.asked.includes(file));
    await cardSays(options, cameDamaged);
    expect(await filesOnDisk(options)).not.toContain(file);
    host.answer(file, 'whole');
  }
  await download(options);
  await isReady(options);
});

test('a shard damaged on disk is told in the panel, and cured as its words say', async ({
  fresh,
  host,
}) => {
  const options = await optionsWithModel(fresh);
  await truncate(options, 'webllm/model', held);
  const page = await fresh.open(fresh.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(fresh, page, 'Rewrite selection');
  expect(await finished(page)).toContain(damaged);
  await byPopup(fresh, page, 'Summarize selection');
  const summary = await panelShows(page, /^Done/m);
  expect(summary).toContain(`this is the instant summary. Reason: ${damaged}`);
  await fresh.browser.cdp.send('Target.activateTarget', { targetId: options.tab.pageId });
  await deleteModel(options);
  host.asked.length = 0;
  await download(options);
  await isReady(options);
  expect(new Set(host.asked)).toEqual(new Set(host.files.keys()));
  await fresh.browser.cdp.send('Target.activateTarget', { targetId: page.tab.pageId });
  await byPopup(fresh, page, 'Rewrite selection');
  await writing(page);
});

test('a list of files damaged on disk leaves the options page working, and a download cures it', async ({
  fresh,
  host,
}) => {
  const first = await optionsWithModel(fresh);
  await truncate(first, 'webllm/model', 'tensor-cache.json');
  await fresh.close(first);
  const options = await openOptions(fresh);
  await cardSays(options, 'Partly downloaded');
  host.asked.length = 0;
  await download(options);
  await cardSays(options, cameDamaged);
  await download(options);
  await isReady(options);
  expect(host.asked.filter((name) => name.startsWith('params'))).toEqual([]);
});

async function truncate(options: Page, cache: string, file: string): Promise<void> {
  await options.evaluate(`(async () => {
    const cache = await caches.open('${cache}');
    const whole = await (await cache.match('${ModelHost.urlOf(file)}')).arrayBuffer();
    await cache.put('${ModelHost.urlOf(file)}', new Response(whole.slice(0, whole.byteLength / 2)));
  })()`);
}
