import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { freshRoom } from './support/engine-room.ts';
import { keepDevices, loseGpu } from './support/gpu.ts';
import { cpuModel, onCpu, test } from './support/own-browser.ts';
import { byPopup, finished, folded, panelShows, selectParagraph } from './support/panel.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

const patience = { timeoutMs: 60_000 };

async function ask(sotto: Sotto, button: string): Promise<Page> {
  const page = await sotto.open(
    sotto.pages.put(
      '/article',
      `${articleHtml}<textarea aria-label="Notes" style="position: fixed; top: 0; right: 0"></textarea>`,
    ),
  );
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, button);
  return page;
}

test('with WebGPU off the CPU answers with a real GGUF model, and nothing is sent', async ({
  start,
}) => {
  const sotto = await start(false, cpuModel);
  const page = await ask(sotto, 'Rewrite selection');
  const panel = await finished(page);
  expect(panel).toContain(onCpu);
  expect(panel).toMatch(/^Done · .* tokens/m);
  expect(panel).toContain('Receipt: 0 bytes sent');
  expect(folded(panel)).toContain('The old tide mill in Carnforth was built in 1782');
  const summary = await ask(sotto, 'Summarize selection');
  expect(await finished(summary)).toContain(onCpu);
});

test('a GPU that is destroyed in the middle of each answer leaves the job to the CPU, and the reader is told', async ({
  start,
}) => {
  const sotto = await start(true, modelName, cpuModel);
  const workers = await freshRoom(sotto, keepDevices);
  const page = await ask(sotto, 'Rewrite selection');
  for (const time of [1, 2]) {
    await until(`load ${time}`, () => workers.started === time, patience);
    await panelShows(page, /^Writing…/m);
    if (workers.latest) await loseGpu(workers.latest);
  }
  const panel = await panelShows(page, /^Done/m);
  expect(panel).toContain(onCpu);
  expect(panel).toContain(`The graphics processor was lost. ${modelName} was loaded again.`);
  expect(panel).toContain(`The graphics processor was lost. Answered by ${cpuModel} instead.`);
  expect(folded(panel)).toContain('The old tide mill in Carnforth was built in 1782');
});

test('a model whose file is deleted under the running extension leaves the job to the next engine, and the reader is told', async ({
  start,
}) => {
  const sotto = await start(true, modelName, cpuModel);
  const options = await sotto.openOwn('src/options/options.html');
  await options.evaluate(`caches.open('webllm/model').then(async (cache) => {
    for (const request of await cache.keys())
      if (request.url.endsWith('params_shard_0.bin')) await cache.delete(request);
  })`);
  await sotto.close(options);
  const page = await ask(sotto, 'Rewrite selection');
  const panel = await finished(page);
  expect(panel).toContain(onCpu);
  expect(panel).toMatch(new RegExp(`files are damaged. Answered by ${cpuModel} instead`));
});

test('while the person writes in the page a better answer waits, until they ask for it or keep the draft', async ({
  start,
}) => {
  const sotto = await start(false, cpuModel);
  const page = await ask(sotto, 'Summarize selection');
  await finished(page);
  await page.screen.click('textbox', 'Notes');
  await page.screen.type('Mill, 1782');
  await page.screen.click('button', 'Try again');
  await panelShows(page, /you are writing/);
  await page.screen.click('button', 'Keep this');
  expect(await finished(page)).toContain('Instant');
  await page.screen.click('textbox', 'Notes');
  await page.screen.type(', Carnforth');
  await page.screen.click('button', 'Try again');
  await panelShows(page, /you are writing/);
  await page.screen.click('button', 'Better now');
  expect(await panelShows(page, /^Done/m)).toContain(onCpu);
});
