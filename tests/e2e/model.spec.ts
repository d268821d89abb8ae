import { listTargets, offscreenDocument } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { directAnswer } from './support/direct-answer.ts';
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

    expect(folded(shown)).toBe(await directAnswer(sotto, choice));
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
  await closeOffscreenDocument(sotto);
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
  await closeOffscreenDocument(sotto);
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

async function killServiceWorker(sotto: Sotto): Promise<void> {
  const { cdp, extensionId } = sotto.browser;
  const isIt = ({ type, url }: { type: string; url: string }) =>
    type === 'service_worker' && url.includes(extensionId);
  const [target] = await listTargets(cdp, isIt);
  if (!target) throw new Error('The service worker was not running.');
  await cdp.send('Target.closeTarget', { targetId: target.targetId });
  await until('the service worker to end', async () => (await listTargets(cdp, isIt)).length === 0);
}

async function closeOffscreenDocument({ browser }: Sotto): Promise<void> {
  const isIt = ({ type, url }: { type: string; url: string }) =>
    type === 'background_page' && url.includes(browser.extensionId);
  const [target] = await listTargets(browser.cdp, isIt);
  if (target) await browser.cdp.send('Target.closeTarget', { targetId: target.targetId });
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
