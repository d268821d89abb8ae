import { evaluate } from '../../tools/browser/evaluate.mjs';
import { attach, listTargets, offscreenDocument } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { expectNothingFound } from './support/axe.ts';
import { closeEngineRoom, countEngineRooms } from './support/engine-room.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto, startSotto, test } from './support/sotto.ts';

// What a person is told of the engines of this device, on the first day of a machine without a GPU.

test.use({ gpu: false });

const who = /^Answers here: Sotto’s instant rules \(.*summaries.*\); nobody yet \(.*rewriting.*\)$/;

/** What every screen says of such a machine. */
const known = [
  'Summaries\nSotto’s instant rules\nThe only one that is ready for this.',
  'Rewriting\nNobody yet\nThis needs a model.',
  'Graphics processor\nThis device has no graphics processor that models can use.',
  'Sotto’s instant rules\nReady',
];

function expectKnown(text: string): void {
  for (const words of known) expect(text).toContain(words);
}

async function popupSession({ browser }: Sotto) {
  const isPopup = ({ url }: { url: string }) => url.endsWith('/src/popup/popup.html');
  const [target] = await listTargets(browser.cdp, isPopup);
  if (!target) throw new Error('There is no popup.');
  return attach(browser.cdp, target.targetId);
}

async function summarized(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

for (const scheme of ['light', 'dark'])
  test(`the popup says who answers, and by the keyboard what each engine is, in ${scheme} colors`, async ({
    sotto,
  }) => {
    const page = await sotto.open(sotto.pages.put('/empty', '<title>empty</title>'));
    const popup = await sotto.popup(page);
    const session = await popupSession(sotto);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await session.send('Emulation.setEmulatedMedia', { features });
    await popup.waitFor('StaticText', who);
    await popup.press('Shift+Tab');
    await popup.press('Enter');
    await popup.waitFor('StaticText', 'Graphics processor');
    expectKnown(await popup.text());
    await expectNothingFound(session, ['button-name', 'color-contrast']);
    await sotto.closePopup();
    await sotto.close(page);
  });

/** How many watch the engines, from now on. */
async function watchersOf({ browser }: Sotto): Promise<() => Promise<number>> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const count = `globalThis.watchers = 0;
    chrome.runtime.onConnect.addListener((port) => {
      if (port.name !== 'sotto:watchEngines') return;
      watchers += 1;
      port.onDisconnect.addListener(() => { watchers -= 1; });
    });`;
  await evaluate(room, count);
  return () => evaluate(room, 'watchers');
}

test('the panel says the same as long as somebody looks, and asks again when the engine room is gone', async ({
  sotto,
}) => {
  const page = await summarized(sotto);
  const watchers = await watchersOf(sotto);
  expect(await page.panel()).not.toContain('Graphics processor');
  await page.screen.click('DisclosureTriangle', 'On this device');
  expectKnown(await panelShows(page, /^Graphics processor$/m));
  expect(await watchers()).toBe(1);
  await page.screen.press('Enter');
  await until('nobody to watch', async () => (await watchers()) === 0);
  await page.screen.press('Enter');
  expectKnown(await panelShows(page, /^Graphics processor$/m));
  await closeEngineRoom(sotto);
  await until('it to be asked again', async () => (await countEngineRooms(sotto)) === 1);
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('a preference persists, and changes who answers and what is said of it', async () => {
  // Of its own, since settings are one for all.
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor('StaticText', 'Graphics processor');
  expectKnown(await options.screen.text('region', 'Who answers'));
  await expectNothingFound(options.tab.session, ['color-contrast', 'select-name']);
  await options.screen.click('combobox', 'Preferred');
  await options.screen.press('End');
  await options.screen.press('Enter');
  await options.screen.waitFor('StaticText', /^Summaries are the text’s own sentences/);
  await options.screen.waitFor('StaticText', 'You chose it in the options.');
  await options.screen.click('combobox', 'On battery, better answers wait');
  await options.screen.press('End');
  await options.screen.press('Enter');
  await sotto.close(options);

  const page = await summarized(sotto);
  expect(await page.panel()).toContain('Instant · the text’s own sentences');
  expect(await page.panel()).not.toMatch(/No model is ready|Get a model/);
  await page.screen.click('DisclosureTriangle', /^Receipt/);
  await panelShows(page, /^Why this one\nYou chose it in the options\.$/m);
  await sotto.close(page);

  const again = await sotto.openOwn('src/options/options.html');
  await again.screen.waitFor('StaticText', 'Graphics processor');
  const chosen = await again.evaluate(
    "[...document.querySelectorAll('[aria-labelledby=who-answers] select')].map(({ value }) => value)",
  );
  expect(chosen).toEqual(['instant', '100']);
  await close();
});
