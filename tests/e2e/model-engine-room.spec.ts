import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import {
  closeEngineRoom,
  countEngineRooms,
  freshRoom,
  shortenTimer,
} from './support/engine-room.ts';
import { byPopup, panelShows, selectParagraph, writing } from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

test.use({ gpu: true });

async function ask(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  return page;
}

async function worksAgain(page: Page, model: { name: string }): Promise<void> {
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(`${model.name} · on this device`);
}

test('many who ask for the engine room at once get one', async ({ sotto }) => {
  const options = await sotto.openOwn('src/options/options.html');
  await closeEngineRoom(sotto);
  const answers = await options.evaluate(`Promise.all(Array.from({ length: 20 }, () =>
    chrome.runtime.sendMessage({ verb: 'ensureEngine', args: null })))`);
  expect(answers).toEqual(Array(20).fill({ result: null }));
  expect(await countEngineRooms(sotto)).toBe(1);
  await sotto.close(options);
});

test('a model that nobody asks gives its memory back, and comes again when asked', async ({
  sotto,
  model,
}) => {
  const workers = await freshRoom(sotto);
  await shortenTimer(sotto, 5 * 60_000);
  const page = await ask(sotto);
  await panelShows(page, /^Done/m);
  await until('the worker to end', () => workers.ended === 1);
  await worksAgain(page, model);
  expect(workers.started).toBe(2);
  await sotto.close(page);
});

test('a model that falls silent is ended, and the next request has a new one', async ({
  sotto,
  model,
}) => {
  const workers = await freshRoom(sotto);
  // Longer than one token takes on a busy machine.
  await shortenTimer(sotto, 60_000, 8000);
  const page = await ask(sotto);
  await writing(page);
  await workers.latest?.send('Debugger.enable');
  await workers.latest?.send('Debugger.pause');
  expect(await panelShows(page, /^Done/m)).toContain(
    'The model stopped answering. So this is made of the text’s own sentences.',
  );
  expect(await page.panel()).toContain('Instant · the text’s own sentences');
  await until('the worker to end', () => workers.ended === 1);
  await worksAgain(page, model);
  await sotto.close(page);
});

test('a worker that died while nobody asked is replaced', async ({ sotto, model }) => {
  const workers = await freshRoom(sotto);
  const page = await ask(sotto);
  await panelShows(page, /^Done/m);
  const expression = "setTimeout(() => { throw new Error('planted') })";
  await workers.latest?.send('Runtime.evaluate', { expression });
  await until('the worker to end', () => workers.ended === 1);
  await worksAgain(page, model);
  expect(workers.started).toBe(2);
  await sotto.close(page);
});
