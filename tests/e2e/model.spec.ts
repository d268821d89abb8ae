import { cleanAnswer } from '../../src/core/clean.ts';
import { buildPrompt } from '../../src/core/prompts.ts';
import type { Task } from '../../src/core/tools.ts';
import { estimateTokens } from '../../src/core/window.ts';
import {
  closeOffscreenDocument,
  listTargets,
  offscreenDocument,
  stopServiceWorker,
} from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml, paragraph } from './support/article.ts';
import { openDirectWebLlm } from './support/direct-web-llm.ts';
import {
  byPopup,
  finished,
  folded,
  panelShows,
  selectParagraph,
  writing,
} from './support/panel.ts';
import { expect, modelSummary, type Page, type Sotto, test } from './support/sotto.ts';

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

const rewrite: Task['choice'] = { tool: 'rewrite', style: 'concise', instruction: '' };

for (const [button, choice] of [
  ['Summarize selection', modelSummary],
  ['Rewrite selection', rewrite],
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

    const direct = await openDirectWebLlm(sotto);
    const task = { choice, text: paragraph, language: 'en' };
    const { text } = await direct.answer(buildPrompt(task, estimateTokens(paragraph)));
    await direct.close();
    expect(folded(shown)).toBe(folded(cleanAnswer(text, task)));
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
  await closeOffscreenDocument(sotto.browser.cdp, sotto.browser.extensionId);
  // The options page has the engine room opened again, without a model.
  const options = await sotto.openOwn('src/options/options.html');
  const workers = await watchModelWorkers(sotto);
  const page = await ask(sotto, 'Summarize selection');
  await panelShows(page, /^(?:Preparing|Loading)/m);
  await page.screen.click('button', 'Stop');
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
  await closeOffscreenDocument(sotto.browser.cdp, sotto.browser.extensionId);
  await page.screen.waitFor('alert', undefined, { timeoutMs: 1000 });
  expect(await page.panel()).toContain('The connection to the engine was lost.');
  expect(await page.result()).not.toBe('');
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(page);
});

for (const [how, leave] of [
  ['goes to another page', "location.href = '/elsewhere'"],
  ['goes to another view of the same document', "history.pushState({}, '', '/view')"],
] as const) {
  test(`a tab that ${how} cancels its job`, async ({ sotto, model }) => {
    sotto.pages.put('/elsewhere', '<title>elsewhere</title>');
    const leaving = await ask(sotto, 'Summarize selection');
    await writing(leaving);
    await leaving.evaluate(`void (${leave})`);
    await until('the panel to go', async () => (await leaving.panel()) === '');
    const other = await ask(sotto, 'Summarize selection');
    expect(await panelShows(other, /^(?:Waiting|Done)/m)).not.toContain('Waiting');
    expect(await panelShows(other, /^Done/m)).toContain(model.name);
    await sotto.close(leaving);
    await sotto.close(other);
  });
}

test('a tab that is only switched away keeps its job', async ({ sotto, model }) => {
  const page = await ask(sotto, 'Summarize selection');
  await writing(page);
  const front = await sotto.open(sotto.pages.put('/front', '<title>in front</title>'));
  expect(await panelShows(page, /^Done/m)).toContain(model.name);
  await sotto.close(front);
  await sotto.close(page);
});

async function killServiceWorker({ browser }: Sotto): Promise<void> {
  const isRunning = ({ type, url }: { type: string; url: string }) =>
    type === 'service_worker' && url.includes(browser.extensionId);
  const running = await listTargets(browser.cdp, isRunning);
  if (running.length === 0) throw new Error('The service worker was not running.');
  await stopServiceWorker(browser.cdp, browser.extensionId);
}

/** Counts the dedicated workers of the offscreen document from now on. */
async function watchModelWorkers({ browser }: Sotto): Promise<{ started: number; ended: number }> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const seen = { started: 0, ended: 0 };
  const ids = new Set<string>();
  room.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    ids.add(sessionId);
    seen.started += 1;
  });
  room.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (ids.has(sessionId)) seen.ended += 1;
  });
  const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await room.send('Target.setAutoAttach', autoAttach);
  return seen;
}
