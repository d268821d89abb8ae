import { listTargets } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml, paragraph } from './support/article.ts';
import { freshRoom, watchWorkers } from './support/engine-room.ts';
import { cpuModel, onCpu, test } from './support/own-browser.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

async function ask(sotto: Sotto, html = articleHtml, button = 'Rewrite selection'): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', html));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, button);
  return page;
}

async function workersOf({ browser }: Sotto): Promise<number> {
  return (await listTargets(browser.cdp, ({ type }) => type === 'worker')).length;
}

test('a file that is no model any more is found out when it is loaded, and a summary comes all the same', async ({
  start,
}) => {
  const sotto = await start(false, cpuModel);
  const options = await sotto.openOwn('src/options/options.html');
  await options.evaluate(`caches.open('webllm/model').then(async (cache) => {
    const [request] = await cache.keys();
    const garbage = new Uint8Array(200_000).map((_, at) => at * 31);
    await cache.put(request, new Response(new Blob(['GGUF', garbage])));
  })`);
  await sotto.close(options);
  const page = await ask(sotto, articleHtml, 'Summarize selection');
  const panel = await finished(page);
  expect(panel).toContain('Instant');
  expect(panel).toMatch(/files are damaged/);
});

test('a model that is deleted takes all its workers with it', async ({ start }) => {
  const sotto = await start(false, cpuModel);
  const before = await workersOf(sotto);
  const page = await ask(sotto);
  expect(await finished(page)).toContain(onCpu);
  expect(await workersOf(sotto)).toBeGreaterThan(before);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.click('button', `Delete ${cpuModel}`);
  await options.screen.click('button', 'Delete');
  await options.screen.waitForGone('radio', `Answer with ${cpuModel}`);
  await until('its workers to end', async () => (await workersOf(sotto)) === before);
});

test('Stop while it reads ends that, and keeps the model for the next question', async ({
  start,
}) => {
  const sotto = await start(false, cpuModel);
  const workers = await freshRoom(sotto);
  const onCpuWorkers = await watchWorkers(sotto, 'cpu-host');
  // Long to read, for a model that reads a thousand tokens in a second.
  const long = articleHtml.replace(paragraph, `${paragraph} `.repeat(9));
  const page = await ask(sotto, long);
  await panelShows(page, /^The model is reading/m);
  await page.screen.click('button', 'Stop');
  expect(await finished(page)).toMatch(/^Stopped/m);
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(onCpu);
  expect([onCpuWorkers.started, onCpuWorkers.ended, workers.started]).toEqual([1, 0, 0]);
});
