import type { CdpSession } from '../../tools/browser/cdp-pipe.mjs';
import { evaluate } from '../../tools/browser/evaluate.mjs';
import { offscreenDocument } from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { builtInDouble } from './support/built-in-double.ts';
import { closeEngineRoom } from './support/engine-room.ts';
import { byPopup, finished, ofPanel, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto, startSotto, test } from './support/sotto.ts';

// What becomes of a draft while a better answer is made. A double of the browser's own model makes it, when the test lets it.

test.use({ gpu: false });

// With the double in it.
test.afterEach(({ sotto }) => closeEngineRoom(sotto));

const letter = 'We recieve teh parcel today. Its size is okay for us.';
const byRules = 'We receive the parcel today. Its size is okay for us.';
const byModel = 'We receive the parcel today. Its size is fine for us.';
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A letter</title>
<textarea cols="70" rows="3" aria-label="Letter">${letter}</textarea>`;

type Held = {
  /** Lets the model say that it is ready. */
  readonly ready: () => Promise<unknown>;
  /** Lets it write. */
  readonly write: () => Promise<unknown>;
  /** It is known that the person writes in a page. */
  readonly isHeld: () => Promise<boolean>;
};

/** An engine room in which the browser's own model waits for the test. */
async function heldModel(sotto: Sotto, words: readonly string[]): Promise<Held> {
  await closeEngineRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor('StaticText', 'Graphics processor');
  const room = await offscreenDocument(sotto.browser.cdp, sotto.browser.extensionId);
  await evaluate(room, builtInDouble('available'));
  await hold(room, words);
  await sotto.close(options);
  return {
    ready: () => evaluate(room, 'letReady()'),
    write: () => evaluate(room, 'letWrite()'),
    isHeld: () => evaluate(room, "portNames.includes('sotto:hold')"),
  };
}

function hold(room: CdpSession, words: readonly string[]): Promise<unknown> {
  return evaluate(
    room,
    `{
      globalThis.portNames = [];
      chrome.runtime.onConnect.addListener(({ name }) => portNames.push(name));
      globalThis.builtInWords = ${JSON.stringify(words)};
      globalThis.builtInReadiness = new Promise((resolve) => { globalThis.letReady = resolve; });
      globalThis.builtInGate = new Promise((resolve) => { globalThis.letWrite = resolve; });
    }
    void 0`,
  );
}

function field(page: Page): Promise<string> {
  return page.evaluate("document.querySelector('textarea').value");
}

/** What the keyboard is at, in the panel. */
function focused(page: Page): Promise<string> {
  return ofPanel(
    page,
    'function () { return this.getRootNode().activeElement?.textContent ?? ""; }',
  );
}

async function proofread(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/letter', html));
  await page.screen.click('textbox', 'Letter');
  await byPopup(sotto, page, 'Proofread selection');
  await panelShows(page, /^Instant draft\./m);
  return page;
}

test('a draft is shown as changes with reasons while the better answer is made, and is the answer when it is kept', async ({
  sotto,
}) => {
  const model = await heldModel(sotto, [byModel]);
  const page = await proofread(sotto);
  await model.ready();
  expect(await panelShows(page, /^The model is reading…/m)).toMatch(/1 of 2/);
  await page.screen.waitFor('checkbox', /“recieve” becomes “receive”\. .{10,}/);
  await page.screen.click('button', 'Keep this');
  expect(await panelShows(page, /^Done/m)).toContain('Instant · rules on this device');
  expect(await focused(page)).toBe('Try again');
  await page.screen.click('button', 'Replace');
  await until('the text to be there', async () => (await field(page)) === byRules);
  await sotto.close(page);
});

test('a draft that nobody has touched gives way to the better answer, and is one step away', async ({
  sotto,
}) => {
  const model = await heldModel(sotto, [byModel]);
  const page = await proofread(sotto);
  await model.ready();
  await model.write();
  expect(await panelShows(page, /^Done/m)).toContain('The browser’s own model · on this device');
  await page.screen.waitFor('checkbox', /“okay” becomes “fine”/);
  await page.screen.click('button', 'Previous answer');
  expect(await panelShows(page, /^A better answer is there/m)).toContain('“recieve” is in no');
  await sotto.close(page);
});

test('a draft that a person has to do with stays, and the better answer comes beside it', async ({
  sotto,
}) => {
  const model = await heldModel(sotto, [byModel]);
  const page = await proofread(sotto);
  await page.screen.click('checkbox', /“teh” becomes “the”/);
  await panelShows(page, /^Kept\. A better answer is on its way/m);
  await model.ready();
  await model.write();
  await panelShows(page, /^A better answer is there: the next one\./m);
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(byRules.replace('the parcel', 'teh parcel'));
  await page.screen.click('button', 'Next answer');
  await page.screen.waitFor('checkbox', /“okay” becomes “fine”/);
  await sotto.close(page);
});

test('a better answer waits while the person writes in the page, and comes when they stop', async ({
  sotto,
}) => {
  const model = await heldModel(sotto, [byModel]);
  const page = await proofread(sotto);
  await page.screen.click('textbox', 'Letter');
  await page.screen.press('End');
  await page.screen.press('x');
  await until('the writing to be known of', model.isHeld);
  await model.ready();
  await panelShows(page, /^Better answer \(the browser’s own model\) waits: you are writing/m);
  await model.write();
  expect(await panelShows(page, /^Done/m)).toContain('The browser’s own model · on this device');
  await sotto.close(page);
});

test('a better answer that waits is made at once when it is asked for, beside the draft', async ({
  sotto,
}) => {
  const model = await heldModel(sotto, ['- A doubled point.']);
  const page = await sotto.open(sotto.pages.put('/both', `<textarea></textarea>${articleHtml}`));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await panelShows(page, /^Instant draft\./m);
  const draft = await page.result();
  await page.screen.click('textbox');
  await page.screen.press('x');
  await until('the writing to be known of', model.isHeld);
  await model.ready();
  await page.screen.click('button', 'Better now');
  await until('the focus to be kept', async () => (await focused(page)) === 'Keep this');
  await model.write();
  expect(await panelShows(page, /^Done/m)).toContain('Answer 2 of 2');
  expect(await page.result()).toContain('A doubled point.');
  await page.screen.click('button', 'Previous answer');
  expect(await page.result()).toBe(draft);
  await sotto.close(page);
});

test('whoever wants the fastest answer is offered the better one', async () => {
  // Of its own, since settings are one for all.
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.click('combobox', 'Preferred');
  await options.screen.press('ArrowDown');
  await options.screen.press('Enter');
  await options.screen.waitFor('StaticText', /^Whoever is ready and done first/);
  await sotto.close(options);
  const model = await heldModel(sotto, ['- A doubled point.']);
  await model.ready();
  await model.write();
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).not.toContain('So this is made of');
  await page.screen.click('button', 'Better: the browser’s own model');
  await panelShows(page, /A doubled point[\s\S]*^Receipt/m);
  expect(await page.panel()).toContain('Answer 2 of 2');
  await close();
});
