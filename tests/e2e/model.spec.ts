import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { directAnswers } from './support/direct-web-llm.ts';
import { closeEngineRoom, killServiceWorker, watchWorkers } from './support/engine-room.ts';
import {
  byPopup,
  finished,
  folded,
  panelShows,
  selectParagraph,
  writing,
} from './support/panel.ts';
import {
  expect,
  modelSummary,
  type Page,
  rewriteConcisely,
  type Sotto,
  test,
} from './support/sotto.ts';

test.use({ gpu: true });

const firstParagraph = /^The old tide mill/;

async function openArticle(sotto: Sotto): Promise<Page> {
  return sotto.open(sotto.pages.put('/article', articleHtml));
}

async function ask(sotto: Sotto, button: string): Promise<Page> {
  const page = await openArticle(sotto);
  await selectParagraph(page, firstParagraph);
  await byPopup(sotto, page, button);
  return page;
}

for (const [button, choice] of [
  ['Summarize selection', modelSummary],
  ['Rewrite selection', rewriteConcisely],
] as const) {
  test(`${button}: the panel shows what WebLLM answers to the same prompt, cleaned`, async ({
    sotto,
    model,
  }) => {
    const page = await ask(sotto, button);
    const panel = await finished(page);
    expect(panel).toContain(`${model.name} · on this device`);
    const shown = await page.result();
    await sotto.close(page);

    expect([folded(shown)]).toEqual(await directAnswers(sotto, choice));
    expect(shown).not.toBe('');
  });
}

test('Stop in mid-stream keeps the text so far, and the next request works', async ({
  sotto,
  model,
}) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  await page.screen.click('button', 'Stop');
  const stopped = await finished(page);
  expect(stopped).toContain('Stopped. What was written so far is kept.');
  const kept = await page.result();
  expect(kept).not.toBe('');
  await page.screen.click('button', 'Try again');
  const again = await panelShows(page, /^Done/m);
  expect(again).toContain(model.name);
  expect((await page.result()).length).toBeGreaterThan(kept.length);
  await sotto.close(page);
});

test('canceling during the load ends the worker and frees what it held', async ({
  sotto,
  model,
}) => {
  await closeEngineRoom(sotto);
  // The options page has the engine room opened again, without a model.
  const options = await sotto.openOwn('src/options/options.html');
  const workers = await watchWorkers(sotto, 'model-host');
  const page = await ask(sotto, 'Summarize selection');
  await panelShows(page, /^(?:Preparing|Loading)/m);
  await page.screen.click('button', 'Keep this');
  // The browser ends a worker only between two steps of what the software GPU is compiling.
  await until('the worker to end', () => workers.ended === 1, { timeoutMs: 60_000 });
  expect(workers.started).toBe(1);
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  expect(workers.started).toBe(2);
  await sotto.close(options);
  await sotto.close(page);
});

test('two requests at once both end, the second after waiting', async ({ sotto, model }) => {
  const first = await ask(sotto, 'Summarize selection');
  const second = await ask(sotto, 'Summarize selection');
  await panelShows(second, /^Waiting: 1 before this one/m);
  expect(await panelShows(first, /^Done/m)).toContain(model.name);
  expect(await panelShows(second, /^Done/m)).toContain(model.name);
  expect(await second.result()).toBe(await first.result());
  await sotto.close(first);
  await sotto.close(second);
});

test('a stream goes on when the service worker is killed', async ({ sotto, model }) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  await killServiceWorker(sotto);
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(page);
});

test('closing the offscreen document in mid-stream says so, keeps the text, and the next request works', async ({
  sotto,
  model,
}) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  await closeEngineRoom(sotto);
  await page.screen.waitFor('alert', undefined, { timeoutMs: 1000 });
  expect(await page.panel()).toContain('The connection to the engine was lost.');
  expect(await page.result()).not.toBe('');
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(page);
});

const leavings: Record<string, (sotto: Sotto, page: Page) => Promise<void>> = {
  'goes to another page': (_, page) => page.evaluate("void (location.href = '/elsewhere')"),
  'goes to another view of the same document': (_, page) =>
    page.evaluate("history.pushState({}, '', '/view')"),
  closes: (sotto, page) => sotto.close(page),
};

for (const [how, leave] of Object.entries(leavings)) {
  test(`a tab that ${how} cancels its job`, async ({ sotto, model }) => {
    sotto.pages.put('/elsewhere', '<title>elsewhere</title>');
    const leaving = await ask(sotto, 'Summarize selection');
    await writing(leaving);
    await leave(sotto, leaving);
    const other = await ask(sotto, 'Summarize selection');
    expect(await panelShows(other, /^(?:Waiting|Done)/m)).not.toContain('Waiting');
    expect(await panelShows(other, /^Done/m)).toContain(model.name);
    if (how !== 'closes') expect(await leaving.panel()).toBe('');
    if (how !== 'closes') await sotto.close(leaving);
    await sotto.close(other);
  });
}

test('an application that only notes its state in the address keeps its job', async ({
  sotto,
  model,
}) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  await page.evaluate("history.replaceState({ scroll: 7 }, ''), location.hash = 'first'");
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(page);
});

test('of a text over the window the best sentences are read, and the panel says how much', async ({
  sotto,
  model,
}) => {
  const sentences = Array.from(
    { length: 220 },
    (_, i) => `In ${1800 + i} the mill ground ${3 * i + 7} sacks of wheat for the town.`,
  );
  const html = `<title>long</title><textarea rows="9" cols="90">${sentences.join(' ')}</textarea>`;
  const page = await sotto.open(sotto.pages.put('/long', html));
  await page.screen.click('textbox');
  await byPopup(sotto, page, 'Summarize selection');
  const panel = await panelShows(page, /^Done/m);
  expect(panel).toContain(model.name);
  const [, read, total] = /Read ([\d,]+) of ([\d,]+) words/.exec(panel) ?? [];
  expect(total).toBe('2,640');
  expect(Number(read?.replace(',', ''))).toBeGreaterThan(200);
  await sotto.close(page);
});

test('a tab that is only switched away keeps its job', async ({ sotto, model }) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  const front = await sotto.open(sotto.pages.put('/front', '<title>in front</title>'));
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(front);
  await sotto.close(page);
});
