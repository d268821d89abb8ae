import type { CdpSession } from '../../tools/browser/cdp-pipe.mjs';
import { offscreenDocument } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { ConsoleWatch } from './support/console-watch.ts';
import { test } from './support/fresh.ts';
import { byPopup, finished, panelShows, selectParagraph, writing } from './support/panel.ts';
import { raiseMenuClick } from './support/raised.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';
import { filesWith, readEverythingStored } from './support/stored.ts';

/** Words that stand nowhere else: one for each way on which a text comes to Sotto. */
const selected = 'Zwirbelfax';
const pasted = 'Quantelmoos';
const handed = 'Prumpelnick';
/** Kept on purpose, in every store: what does not find this would find nothing. */
const control = 'Kontrollfund';

const textWith = (word: string) =>
  `The old ${word} in Carnforth was built in 1782 by two brothers. ${word} ground wheat for 61 villages along the coast. In 1911 the ${word} closed because steam had become cheaper.`;

// Not in a form field, nor in the address or the title: those the browser itself keeps, for its history and for tabs
// that it restores. `no-store` keeps the page out of the browser's own cache.
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<article><p>${textWith(selected)}</p></article>`;

test('nothing of a text or of its result is kept, wherever one looks', async ({
  started,
  fresh,
  host,
}) => {
  // Three answers of a model, on a GPU that is made of software.
  test.setTimeout(240_000);
  const options = await fresh.openOwn('src/options/options.html');
  const page = await fresh.open(fresh.pages.put('/page', html, { 'cache-control': 'no-store' }));
  // Once the tabs are there: while this listens, the browser does not always announce the page of a new one.
  const consoles = await ConsoleWatch.start(fresh.browser.cdp);
  await plant(options);
  const results: string[] = [];

  await test.step('an instant summary', async () => {
    await ask(fresh, page, 'Summarize selection');
    await finished(page);
    results.push(await page.result());
    expect(results[0]).toContain(selected);
  });

  await test.step('a handover to the popup', async () => {
    await raiseMenuClick(fresh, options, 'summarize', textWith(handed));
    const popup = await fresh.openedPopup();
    await until('the text', async () => (await popup.text()).includes(handed));
    await popup.waitFor('region', 'Result');
    results.push(await popup.text('region', 'Result'));
    expect(results.at(-1)).toContain(handed);
    await fresh.closePopup();
  });

  await test.step('a pasted text', async () => {
    const popup = await fresh.popup(page);
    await popup.click('textbox', 'Your text');
    await popup.type(textWith(pasted));
    await popup.click('button', 'Summarize text');
    await popup.waitFor('region', 'Result');
    results.push(await popup.text('region', 'Result'));
    expect(results.at(-1)).toContain(pasted);
    await fresh.closePopup();
  });

  await test.step('a model’s summary, stopped, and its rewrite', async () => {
    await activate(fresh, options);
    await options.screen.click('button', `Download ${modelName}…`);
    await options.screen.click('button', 'Download');
    await options.screen.waitFor('button', `Delete ${modelName}`, { timeoutMs: 60_000 });
    await options.screen.click('combobox', 'Kind of summary');
    await options.screen.press('h');
    await options.screen.press('Enter');
    await activate(fresh, page);
    await ask(fresh, page, 'Summarize selection');
    await writing(page);
    await page.screen.click('button', 'Stop');
    expect(await finished(page)).toContain('Stopped');
    results.push(await page.result());
    await page.screen.click('button', 'Try again');
    expect(await panelShows(page, /^Done/m)).toContain(modelName);
    results.push(await page.result());
    await ask(fresh, page, 'Rewrite selection');
    expect(await panelShows(page, /^Done/m)).toContain(modelName);
    results.push(await page.result());
    await page.screen.click('button', 'Close');
  });
  expect(host.asked).toContain('tokenizer.json');

  const secrets = [selected, pasted, handed, ...results.filter((text) => text.length >= 16)];
  expect(secrets.length).toBeGreaterThan(5);

  await test.step('what the two origins store', async () => {
    const room = await offscreenDocument(fresh.browser.cdp, fresh.browser.extensionId);
    for (const { send } of [options.tab.session, page.tab.session, room]) {
      const stored = await evaluate<Stored>(send, readEverythingStored);
      for (const secret of secrets) expect(placesOf(stored, secret), secret).toEqual([]);
    }
    const stored = await evaluate<Stored>(options.tab.session.send, readEverythingStored);
    expect(new Set(placesOf(stored, control))).toEqual(new Set(stores));
  });

  await test.step('what was said to the consoles', async () => {
    for (const place of ['page', 'background_page', 'service_worker', 'worker'])
      expect(consoles.watched).toContain(place);
    const said = consoles.lines.join('\n');
    expect(said).toContain(control);
    for (const secret of secrets) expect(said).not.toContain(secret);
  });

  await test.step('what is left on the disk when the browser has closed', async () => {
    await fresh.browser.close();
    for (const secret of secrets) expect(filesWith(started.profile, secret), secret).toEqual([]);
    expect(filesWith(started.profile, control)).not.toEqual([]);
  });
});

type Stored = [place: string, text: string][];

function placesOf(stored: Stored, text: string): string[] {
  return stored.filter(([, kept]) => kept.includes(text)).map(([place]) => place);
}

const stores = [
  'localStorage',
  'sessionStorage',
  'storage.local',
  'storage.session',
  'cache control',
  'indexedDB control',
  'OPFS',
];

/** Puts the control into every store, and says it aloud. */
async function plant({ tab: { session } }: Page): Promise<void> {
  await evaluate(
    session.send,
    `(async () => {
      const text = '${control}';
      console.log(text);
      localStorage.control = text;
      sessionStorage.control = text;
      await chrome.storage.local.set({ control: text });
      await chrome.storage.session.set({ control: text });
      await (await caches.open('control')).put('https://control.invalid/', new Response(text));
      const root = await navigator.storage.getDirectory();
      const file = await (await root.getFileHandle('control', { create: true })).createWritable();
      await file.write(text);
      await file.close();
      const opening = indexedDB.open('control');
      opening.onupgradeneeded = () => opening.result.createObjectStore('control').put(text, 1);
      await new Promise((resolve) => { opening.onsuccess = resolve });
      opening.result.close();
    })()`,
  );
}

async function evaluate<T>(send: CdpSession['send'], expression: string): Promise<T> {
  const { result, exceptionDetails } = await send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
  return result.value as T;
}

async function ask(sotto: Sotto, page: Page, button: string): Promise<void> {
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, button);
}

async function activate({ browser }: Sotto, { tab }: Page): Promise<void> {
  await browser.cdp.send('Target.activateTarget', { targetId: tab.pageId });
}
