import axe from 'axe-core';
import { paragraph } from './support/article.ts';
import { switchOn, test } from './support/cloud.ts';
import { HeldAnswer } from './support/cloud-answers.ts';
import { IsolatedWorld } from './support/isolated-world.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page } from './support/sotto.ts';

// axe looks at the panel in the real page, at each of its states.

/** In a dialog of the page the panel is too: axe finds no colors outside of the body. */
const html = `<!doctype html><html lang="en"><title>axe</title><dialog><p>${paragraph}</p></dialog>
  <script>document.querySelector('dialog').showModal()</script>`;

type Report = { readonly found: readonly string[]; readonly passed: readonly string[] };

/**
 * All rules that apply to a part of a page, in the extension's own world: there alone a closed shadow root can be had, and
 * what is defined there no script of the page sees.
 */
async function examined(page: Page): Promise<Report> {
  const world = await IsolatedWorld.of(page);
  await world.evaluate(`{
    const host = document.querySelector('[data-sotto-panel]');
    const value = chrome.dom.openOrClosedShadowRoot(host);
    Object.defineProperty(host, 'shadowRoot', { value, configurable: true });
    ${axe.source}
  }`);
  return world.evaluate<Report>(`axe.run('[data-sotto-panel]', { resultTypes: ['violations'] }).then(
    ({ violations, passes }) => ({
      found: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)),
      passed: passes.map(({ id }) => id),
    }),
  )`);
}

async function expectNothingFound(page: Page): Promise<void> {
  const { found, passed } = await examined(page);
  expect(found).toEqual([]);
  // It did see what is inside.
  expect(passed).toEqual(
    expect.arrayContaining(['aria-dialog-name', 'button-name', 'color-contrast']),
  );
}

for (const scheme of ['light', 'dark'])
  test(`axe finds nothing in the panel, in ${scheme} colors`, async ({ sotto, options, cloud }) => {
    await switchOn(sotto, options, cloud, { consent: 'ask', route: 'device' });
    const page = await sotto.open(sotto.pages.put('/axe', html));
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await page.tab.session.send('Emulation.setEmulatedMedia', { features });
    await selectParagraph(page, /^The old tide mill/);
    await byPopup(sotto, page, 'Summarize selection');
    await finished(page);
    await test.step('a result', () => expectNothingFound(page));
    await page.screen.click('button', 'Move or resize panel');
    await test.step('while it is moved', () => expectNothingFound(page));
    await page.screen.click('DisclosureTriangle', /^Receipt/);
    await test.step('its receipt', () => expectNothingFound(page));
    await page.screen.click('DisclosureTriangle', 'On this device');
    await panelShows(page, /^Graphics processor$/m);
    await test.step('what this device has', () => expectNothingFound(page));
    await page.screen.click('button', /^Ask /);
    await panelShows(page, /Nothing has been sent yet/);
    await test.step('a question', () => expectNothingFound(page));
    const answer = new HeldAnswer(['- A first ', 'point.\n']);
    cloud.next(answer.behavior);
    await page.screen.click('button', 'Send');
    answer.release(1);
    await panelShows(page, /A first/);
    await test.step('a stream', () => expectNothingFound(page));
    await page.screen.click('button', 'Close');
    await byPopup(sotto, page, 'Rewrite selection');
    await panelShows(page, /Not finished/);
    await test.step('an error', () => expectNothingFound(page));
    await sotto.close(page);
  });
