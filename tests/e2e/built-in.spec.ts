import { evaluate } from '../../tools/browser/evaluate.mjs';
import { offscreenDocument } from '../../tools/browser/targets.mjs';
import { articleHtml } from './support/article.ts';
import { builtInDouble } from './support/built-in-double.ts';
import { closeEngineRoom } from './support/engine-room.ts';
import { byPopup, finished, folded, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

const english =
  '{ expectedInputs: [{ type: "text", languages: ["en"] }], expectedOutputs: [{ type: "text", languages: ["en"] }] }';

function availability(page: Page): Promise<string> {
  return page.evaluate(
    `globalThis.LanguageModel ? LanguageModel.availability(${english}) : 'absent'`,
  );
}

/** The engine room of a browser that has the double for its own models; and what these were asked. */
async function roomWithDouble(sotto: Sotto) {
  await closeEngineRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor('heading', 'Who answers');
  const room = await offscreenDocument(sotto.browser.cdp, sotto.browser.extensionId);
  await evaluate(room, builtInDouble('available'));
  await sotto.close(options);
  return {
    asked: () => evaluate(room, 'builtInAsked') as Promise<string[]>,
    writesOn: () =>
      evaluate(room, "builtInWords = ['The mill is old', ...Array(2000).fill(' and old')]"),
  };
}

async function paragraph(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  return page;
}

test('a browser without a model of its own says so, is told of as it is, and is never asked', async ({
  sotto,
}) => {
  const options = await sotto.openOwn('src/options/options.html');
  test.skip((await availability(options)) !== 'unavailable', 'This browser brings a model.');
  await options.screen.waitFor('StaticText', /brings no model of its own|not on this device/i);
  expect(await options.screen.text('region', 'Who answers')).not.toMatch(
    /Let the browser download/,
  );
  await sotto.close(options);
  const page = await paragraph(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Instant');
  await sotto.close(page);
});

test('the browser’s own model, where there is one, answers a summary', async ({ sotto }) => {
  const options = await sotto.openOwn('src/options/options.html');
  const found = await availability(options);
  await sotto.close(options);
  test.skip(found !== 'available', `This browser’s own model is ${found}.`);
  const page = await paragraph(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('The browser’s own model');
});

test('with the browser’s model doubled: a rewrite is asked with Sotto’s prompt, cleaned, and its receipt names who wrote it', async ({
  sotto,
}) => {
  const room = await roomWithDouble(sotto);
  const page = await paragraph(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  const panel = await finished(page);
  expect(panel).toContain('The browser’s own model · on this device');
  expect(panel).toContain('Receipt: 0 bytes sent');
  expect(folded(panel)).toContain('The mill is old. It is a doubled answer.');
  expect(panel).not.toContain('Here is');
  const [prompt] = await room.asked();
  expect(prompt).toMatch(
    /^Rewrite the text more concisely\..*Answer in English\.\n\n"""\nThe old tide mill/s,
  );
  await sotto.close(page);
});

test('with the browser’s model doubled: a summary of its own kind is its Summarizer’s, over the draft', async ({
  sotto,
}) => {
  const room = await roomWithDouble(sotto);
  const page = await paragraph(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  const panel = await finished(page);
  expect(panel).toContain('The browser’s own model · on this device');
  expect(folded(await page.result())).toContain('It is a doubled summary.');
  expect((await room.asked())[0]).toMatch(/^The old tide mill/);
  await sotto.close(page);
});

test('with the browser’s model doubled: Stop ends its stream, and what was written stays', async ({
  sotto,
}) => {
  const room = await roomWithDouble(sotto);
  // For a minute, if nobody stops it.
  await room.writesOn();
  const page = await paragraph(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  await panelShows(page, /^The mill is old/m);
  await page.screen.click('button', 'Stop');
  expect(await finished(page)).toMatch(/^Stopped/m);
  await expect.poll(room.asked).toContain('aborted');
  await sotto.close(page);
});

test('with the browser’s model doubled: its download begins with a click alone, and shows how far it is', async ({
  sotto,
}) => {
  await closeEngineRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  const room = await offscreenDocument(sotto.browser.cdp, sotto.browser.extensionId);
  await evaluate(room, builtInDouble('downloadable'));
  await sotto.close(options);
  const page = await sotto.openOwn('src/options/options.html');
  await page.evaluate(builtInDouble('downloadable'));
  await page.screen.click('button', 'Let the browser download it');
  await page.screen.waitFor('StaticText', /The browser is downloading its model/);
  await page.screen.waitFor('StaticText', /50%/);
  await page.evaluate('endDownload()');
  await sotto.close(page);
});
