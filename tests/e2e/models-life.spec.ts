import type { Settings } from '../../src/core/settings.ts';
import type { CdpSession } from '../../tools/browser/cdp-pipe.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { freshRoom, type RoomWorkers, shortenTimer } from './support/engine-room.ts';
import { exhaustGpu, keepDevices, loseGpu } from './support/gpu.ts';
import { privateMegabytes } from './support/memory.ts';
import { byPopup, finished, panelShows, selectParagraph, writing } from './support/panel.ts';
import { raiseMenuClick } from './support/raised.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

test.use({ gpu: true });

// Downloaded, also where the tests that look at it are left out.
test.beforeAll(({ model }) => expect(model.name).not.toBe(''));

async function openArticle(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  return page;
}

async function ask(sotto: Sotto, button: string): Promise<Page> {
  const page = await openArticle(sotto);
  await byPopup(sotto, page, button);
  return page;
}

/** A panel that waits for an own instruction. */
async function askForInstruction(sotto: Sotto): Promise<Page> {
  const page = await openArticle(sotto);
  // The click on the button lets the menu's event in, which comes without a permission.
  await sotto.popup(page);
  await sotto.closePopup();
  await raiseMenuClick(sotto, page, 'rewrite-own', 'The old tide mill');
  await page.screen.waitFor('textbox', 'Your instruction');
  return page;
}

function latest({ latest }: RoomWorkers): CdpSession {
  if (!latest) throw new Error('No worker runs.');
  return latest;
}

/** Lets the GPU fail in mid-answer, and waits until the panel says so. */
async function failWhileWriting(
  page: Page,
  workers: RoomWorkers,
  fail: (worker: CdpSession) => Promise<void>,
  said: RegExp,
): Promise<void> {
  await writing(page);
  await fail(latest(workers));
  await panelShows(page, said);
}

const again = /^The graphics processor was lost. Loading tiny-llama again…$/m;

test('a GPU that is lost in mid-answer costs one more load, and the answer comes', async ({
  sotto,
  model,
}) => {
  const workers = await freshRoom(sotto, keepDevices);
  const page = await ask(sotto, 'Rewrite selection');
  await failWhileWriting(page, workers, loseGpu, again);
  expect(await page.result()).toBe('');
  const panel = await panelShows(page, /^Done/m);
  expect(panel).toContain(`${model.name} · on this device`);
  expect(panel).toContain('The graphics processor was lost. tiny-llama was loaded again.');
  expect([workers.started, workers.ended]).toEqual([2, 1]);

  const answer = await page.result();
  await page.screen.click('button', 'Try again');
  const undisturbed = await panelShows(page, /^Done/m);
  expect(undisturbed).not.toContain('was lost');
  expect(await page.result()).toBe(answer);
  await sotto.close(page);
});

test('a GPU that is lost twice leaves the instant summary, with the reason, and a rewrite says what to do', async ({
  sotto,
  model,
}) => {
  const workers = await freshRoom(sotto, keepDevices);
  const page = await ask(sotto, 'Summarize selection');
  await failWhileWriting(page, workers, loseGpu, again);
  await failWhileWriting(page, workers, loseGpu, /^Done/m);
  const panel = await page.panel();
  expect(panel).toContain('Instant · the text’s own sentences');
  expect(panel).toContain('The graphics processor was lost. tiny-llama was loaded again.');
  expect(panel).toMatch(
    /The graphics processor was lost\. So this is made of the text’s own sentences/,
  );
  await until('both workers to end', () => workers.ended === 2);
  await sotto.close(page);

  // It is the only one, and gets one more try.
  const other = await ask(sotto, 'Rewrite selection');
  await failWhileWriting(other, workers, loseGpu, /^Not finished/m);
  expect(await other.panel()).toContain('The graphics processor stopped answering. Try again;');
  expect(workers.started).toBe(3);
  await other.screen.click('button', 'Try again');
  expect(await panelShows(other, /^Done/m)).toContain(`${model.name} · on this device`);
  await sotto.close(other);
});

test('a GPU without memory is told from one that is lost', async ({ sotto, model }) => {
  const workers = await freshRoom(sotto, keepDevices);
  const page = await ask(sotto, 'Summarize selection');
  const said = /^The graphics processor ran out of memory. Loading tiny-llama again…$/m;
  await failWhileWriting(page, workers, exhaustGpu, said);
  expect(await panelShows(page, /^Done/m)).toContain(`${model.name} · on this device`);
  await sotto.close(page);
});

test('two panels at once load one model', async ({ sotto, model }) => {
  const workers = await freshRoom(sotto);
  const writingPanel = await askForInstruction(sotto);
  await until('the load to begin', () => workers.started === 1);
  const page = await ask(sotto, 'Summarize selection');
  await panelShows(page, /^(?:Preparing|Loading)/m);
  // Whoever still writes an instruction keeps the load, when the other has stopped.
  await page.screen.click('button', 'Keep this');
  await finished(page);
  await writingPanel.screen.type('Make it rhyme.');
  await writingPanel.screen.press('Enter');
  expect(await panelShows(writingPanel, /^Done/m)).toContain(`${model.name} · on this device`);
  expect([workers.started, workers.ended]).toEqual([1, 0]);
  await sotto.close(page);
  await sotto.close(writingPanel);
});

test('the model is loaded while an instruction is written, and given up when the panel closes', async ({
  sotto,
}) => {
  const workers = await freshRoom(sotto);
  const page = await askForInstruction(sotto);
  await until('the load to begin', () => workers.started === 1);
  await page.screen.click('button', 'Close');
  await until('the worker to end', () => workers.ended === 1, { timeoutMs: 60_000 });
  await sotto.close(page);
});

test('who asks while the model is being warmed sees how far it is, and Stop ends it', async ({
  sotto,
}) => {
  const workers = await freshRoom(sotto);
  const page = await askForInstruction(sotto);
  await until('the load to begin', () => workers.started === 1);
  await page.screen.type('Make it rhyme.');
  await page.screen.press('Enter');
  await panelShows(page, /^(?:Preparing|Loading)/m);
  await page.screen.click('button', 'Stop');
  await until('the worker to end', () => workers.ended === 1, { timeoutMs: 60_000 });
  expect(workers.started).toBe(1);
  await sotto.close(page);
});

test('the model stays as long as the options say', async ({ sotto }) => {
  const workers = await freshRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  await keepLoaded(options, 'ArrowDown', 15);
  await shortenTimer(sotto, 15 * 60_000);
  const page = await ask(sotto, 'Summarize selection');
  await panelShows(page, /^Done/m);
  await until('the worker to end', () => workers.ended === 1);
  await sotto.close(page);
  await sotto.browser.cdp.send('Target.activateTarget', { targetId: options.tab.pageId });
  await keepLoaded(options, 'ArrowUp', 5);
  await sotto.close(options);
});

/** By the keyboard: while this device is looked at, the page above grows, and a click would go where it was. */
async function keepLoaded(page: Page, key: string, minutes: number): Promise<void> {
  await page.screen.waitFor('combobox', 'Keep the model in memory for');
  await page.evaluate("document.querySelector('[aria-labelledby=keep-loaded] select').focus()");
  await page.screen.press(key);
  await until('it to be kept', async () => {
    const { settings } = await page.evaluate<Stored>("chrome.storage.local.get('settings')");
    return settings?.keepLoadedMinutes === minutes;
  });
}

type Stored = { readonly settings?: Settings };

test('memory comes back when the model is released, each time', async ({ sotto, model }) => {
  test.setTimeout(300_000);
  const workers = await freshRoom(sotto);
  await shortenTimer(sotto, 5 * 60_000, 3000);
  const page = await openArticle(sotto);
  const before = await privateMegabytes(sotto, page);
  const seen: { held: number; left: number }[] = [];
  for (let round = 1; round <= 4; round++) {
    if (round === 1) await byPopup(sotto, page, 'Summarize selection');
    else await page.screen.click('button', 'Try again');
    expect(await panelShows(page, /^Done/m)).toContain(model.name);
    const held = await privateMegabytes(sotto, page);
    await until('the worker to end', () => workers.ended === round);
    // The first load makes the GPU's process start and compile, and that stays; nothing more does after the next ones.
    const [first] = seen;
    const most = first ? first.left + 0.2 * (held - first.left) : before + 0.6 * (held - before);
    const left = await until(
      () => `the memory to come back to ${most} MB: ${JSON.stringify({ before, held, seen })}`,
      async () => {
        const now = await privateMegabytes(sotto, page);
        return now <= most ? now : null;
      },
      { timeoutMs: 20_000, everyMs: 500 },
    );
    seen.push({ held, left });
  }
  test.info().annotations.push({ type: 'MB', description: JSON.stringify({ before, seen }) });
  await sotto.close(page);
});
