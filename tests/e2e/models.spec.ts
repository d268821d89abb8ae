import { offscreenDocument } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { watchWorkers } from './support/engine-room.ts';
import { test } from './support/fresh.ts';
import { ModelHost } from './support/model-host.ts';
import {
  card,
  cardSays,
  deleteModel,
  download,
  downloadAllButHalf,
  filesOnDisk,
  held,
  isReady,
  openOptions,
  optionsWithModel,
  partsOnDisk,
} from './support/models-page.ts';
import { byPopup, finished, selectParagraph, writing } from './support/panel.ts';
import { expect, modelName, type Page } from './support/sotto.ts';

const hostFailed =
  'The model’s host did not send everything. Check the connection, or try again later; what is already here is kept.';
const cameDamaged = 'Some files came damaged and were thrown away. Download them again.';
const noRoom =
  'There is not enough disk space for the model. Free some space, or choose a smaller model.';
const damaged = 'The model’s files are damaged.';
const offer = `Download ${modelName}…`;

/** As a worker does for a moment after its end. */
const holdPart = `(async () => {
  const root = await navigator.storage.getDirectory();
  for await (const model of (await root.getDirectoryHandle('parts')).values())
    globalThis.heldPart = await (await model.getFileHandle('${held}')).createWritable();
})()`;

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

test('a host that goes in mid-download is waited for, and only the rest is fetched then', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  const others = await downloadAllButHalf(options, host);
  const part = (await partsOnDisk(options))[held] ?? 0;
  expect(part).toBeGreaterThan(0);
  await host.close();
  await cardSays(options, `Trying again soon. ${hostFailed}`);
  expect(await filesOnDisk(options)).toEqual(others);
  host.answer(held, 'whole');
  host.asked.length = 0;
  await host.open();
  await isReady(options);
  expect(host.asked).toEqual([held]);
  expect(host.model.exchanges.at(-1)?.begin).toBe(part);
});

test('Pause lets go of the connection, and Resume goes on at the byte', async ({ fresh, host }) => {
  const options = await openOptions(fresh);
  const workers = await watchWorkers(fresh, 'downloader');
  await downloadAllButHalf(options, host);
  await options.screen.click('button', 'Pause');
  await cardSays(options, 'Paused. What is here is kept.');
  await until('the transfer to end', () => host.hungUp.includes(held));
  await until('the worker to end', () => workers.ended === 1);
  const part = (await partsOnDisk(options))[held] ?? 0;
  host.answer(held, 'whole');
  host.asked.length = 0;
  await options.screen.click('button', 'Resume');
  await isReady(options);
  expect(host.asked).toEqual([held]);
  expect(host.model.exchanges.at(-1)?.begin).toBe(part);
  expect(await partsOnDisk(options)).toEqual({});
});

test('what came of a download that failed can be deleted', async ({ fresh, host }) => {
  host.answer(held, 'missing');
  const options = await openOptions(fresh);
  const workers = await watchWorkers(fresh, 'downloader');
  await download(options);
  await cardSays(options, 'Partly downloaded');
  await until('the worker to end', () => workers.ended === 1);
  expect(await filesOnDisk(options)).not.toEqual([]);
  await deleteModel(options);
  await cardSays(options, 'Not downloaded');
  expect(await filesOnDisk(options)).toEqual([]);
  expect(await options.screen.find('alert')).toBeUndefined();
});

test('parts that somebody still holds are deleted when they are let go', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  await downloadAllButHalf(options, host);
  await options.screen.click('button', 'Pause');
  await cardSays(options, 'Paused. What is here is kept.');
  await options.evaluate(holdPart);
  await options.screen.click('button', 'Cancel');
  await options.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
  await options.evaluate('globalThis.heldPart.abort()');
  await cardSays(options, 'Not downloaded');
  await until('no parts', async () => Object.keys(await partsOnDisk(options)).length === 0);
  expect(await options.screen.find('alert')).toBeUndefined();
});

test('Cancel in mid-download ends the worker and leaves nothing, and the next download works', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  const workers = await watchWorkers(fresh, 'downloader');
  await downloadAllButHalf(options, host);
  expect(workers).toMatchObject({ started: 1, ended: 0 });
  await options.screen.click('button', 'Cancel');
  await cardSays(options, 'Not downloaded');
  expect(await options.screen.find('alert')).toBeUndefined();
  await until('the worker to end', () => workers.ended === 1);
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

test('Delete everything in mid-download ends that too, and what came is told until then', async ({
  fresh,
  host,
}) => {
  const options = await openOptions(fresh);
  const workers = await watchWorkers(fresh, 'downloader');
  await downloadAllButHalf(options, host);
  await options.screen.waitFor('StaticText', /Models take 0\.[1-9] MB on this disk/);
  await options.screen.click('button', 'Delete everything');
  await options.screen.click('button', 'Delete');
  await cardSays(options, 'Not downloaded');
  await until('the transfer to end', () => host.hungUp.includes(held));
  await until('the worker to end', () => workers.ended === 1);
  expect(await filesOnDisk(options)).toEqual([]);
  expect(await partsOnDisk(options)).toEqual({});
});

test('Delete everything also takes what no model is known for', async ({ fresh, host }) => {
  const options = await optionsWithModel(fresh);
  await options.evaluate(`caches.open('webllm/model').then((cache) => cache.put(
    'https://huggingface.co/mlc-ai/gone/resolve/main/params_shard_0.bin',
    new Response(new Uint8Array(3_000_000))))`);
  await options.evaluate('location.reload()');
  await options.screen.waitFor('StaticText', /3 MB more belong to models that this version/);
  expect(await filesOnDisk(options)).toHaveLength(host.files.size + 1);
  await options.screen.click('button', 'Delete everything');
  await options.screen.click('button', 'Delete');
  await cardSays(options, 'Not downloaded');
  expect(await filesOnDisk(options)).toEqual([]);
  await options.screen.waitFor('StaticText', /Models take 0 MB on this disk/);
});

test('a model that is deleted while it answers is not loaded again, and the draft stays', async ({
  fresh,
  host,
}) => {
  const options = await optionsWithModel(fresh);
  expect(host.asked).not.toEqual([]);
  const page = await fresh.open(fresh.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(fresh, page, 'Summarize selection');
  await writing(page);
  await fresh.browser.cdp.send('Target.activateTarget', { targetId: options.tab.pageId });
  await deleteModel(options);
  await cardSays(options, 'Not downloaded');
  const panel = await finished(page);
  expect(panel).not.toContain('loaded again');
  expect(panel).toContain('Instant · the text’s own sentences');
  expect(await filesOnDisk(options)).toEqual([]);
});

test('a model that finds no room on the disk is not even begun', async ({ fresh, host }) => {
  host.claim(held, 1e15);
  const options = await openOptions(fresh);
  await options.screen.click('button', offer);
  await options.screen.waitFor('alert');
  expect(await card(options)).toContain(noRoom);
  expect(host.asked).toEqual(['tensor-cache.json']);
});

test('a shard damaged on disk is told in the panel, and fetched again by itself', async ({
  fresh,
  host,
}) => {
  const options = await optionsWithModel(fresh);
  await truncate(options, 'webllm/model', held);
  host.asked.length = 0;
  const page = await fresh.open(fresh.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(fresh, page, 'Rewrite selection');
  expect(await finished(page)).toContain(damaged);
  await fresh.browser.cdp.send('Target.activateTarget', { targetId: options.tab.pageId });
  await until('the shard to be asked for', () => host.asked.includes(held));
  await isReady(options);
  expect(host.asked).toEqual([held]);
  await fresh.browser.cdp.send('Target.activateTarget', { targetId: page.tab.pageId });
  await byPopup(fresh, page, 'Rewrite selection');
  await writing(page);
});

test('Verify finds the one file with another byte, and it alone is fetched again', async ({
  fresh,
  host,
}) => {
  const options = await optionsWithModel(fresh);
  await options.evaluate(`(async () => {
    const cache = await caches.open('webllm/model');
    const { headers } = await cache.match('${ModelHost.urlOf(held)}');
    const bytes = new Uint8Array(await (await cache.match('${ModelHost.urlOf(held)}')).arrayBuffer());
    bytes[1000] ^= 1;
    await cache.put('${ModelHost.urlOf(held)}', new Response(bytes, { headers }));
  })()`);
  await options.screen.click('button', `Verify ${modelName}`);
  await cardSays(options, cameDamaged);
  expect(await filesOnDisk(options)).not.toContain(held);
  host.asked.length = 0;
  await download(options);
  await isReady(options);
  expect(host.asked.filter((name) => name.startsWith('params'))).toEqual([held]);
  await options.screen.click('button', `Verify ${modelName}`);
  await isReady(options);
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
  await isReady(options);
  expect(host.asked.filter((name) => name.startsWith('params'))).toEqual([]);
});

test('who is set to save data is told that the connection may cost money', async ({
  fresh,
  host,
}) => {
  expect(host.asked).toEqual([]);
  const options = await openOptions(fresh);
  const room = await offscreenDocument(fresh.browser.cdp, fresh.browser.extensionId);
  await room.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
  await options.screen.click('button', offer);
  await cardSays(options, 'this connection may cost money');
});

async function truncate(options: Page, cache: string, file: string): Promise<void> {
  await options.evaluate(`(async () => {
    const cache = await caches.open('${cache}');
    const whole = await (await cache.match('${ModelHost.urlOf(file)}')).arrayBuffer();
    await cache.put('${ModelHost.urlOf(file)}', new Response(whole.slice(0, whole.byteLength / 2)));
  })()`);
}
