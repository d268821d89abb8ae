import { byPopup, finished, folded, ofPanel, panelShows } from './support/panel.ts';
import { expect, type Page, startSotto, test } from './support/sotto.ts';

const letter =
  'Last week we recieve the new shipment of teh parts. There is alot of boxes in the hall, and the the driver could of called us before. Please check they’re own list. The 😀 manager dont know it yet. We was waiting for a hour, and will come back tommorow. Ask John Smyth.';

const right =
  "Last week we receive the new shipment of the parts. There is a lot of boxes in the hall, and the driver could have called us before. Please check their own list. The 😀 manager don't know it yet. We were waiting for an hour, and will come back tomorrow. Ask John Smyth.";

/** Ten mistakes that were planted, and what stands there instead. */
const planted = [
  ['recieve', 'receive'],
  ['teh', 'the'],
  ['alot', 'a lot'],
  ['the the', 'the'],
  ['could of', 'could have'],
  ['they’re', 'their'],
  ['dont', "don't"],
  ['was', 'were'],
  ['a', 'an'],
  ['tommorow', 'tomorrow'],
] as const;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A letter</title>
<style>body { font: 16px/1.5 serif; margin: 40px }</style>
<textarea cols="80" rows="6" aria-label="Letter">${letter}</textarea>
<textarea cols="80" rows="3" lang="de" aria-label="Brief">Gestern haben wir die neue Lieferung der Teile bekomen, und der Fahrer hätte uns vorher anrufen können.</textarea>`;

/** No name can be found: what answers is in the package. */
const networkOff = ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost'];

function field(page: Page): Promise<string> {
  return page.evaluate("document.querySelector('textarea').value");
}

/** What a screen reader says of each change. */
function said(page: Page): Promise<string[]> {
  return ofPanel(
    page,
    "function () { return [...this.querySelectorAll('[role=checkbox]')].map((mark) => mark.ariaLabel) }",
  );
}

test('in a fresh profile with the network off, nine of ten planted mistakes are found, each with its reason, and put right as minimal edits', async () => {
  const { sotto, close } = await startSotto({ headless: true, gpu: false, args: networkOff });
  const page = await sotto.open(sotto.pages.put('/letter', html));
  await page.screen.click('textbox', 'Letter');
  await byPopup(sotto, page, 'Proofread selection');
  expect(await finished(page)).toMatch(/^Done/m);
  const changes = await said(page);
  const found = planted.filter(([before, after]) =>
    changes.some((change) => change.includes(`“${before}” becomes “${after}”`)),
  );
  expect(found.length).toBeGreaterThanOrEqual(9);
  // A name is left alone, and nothing else is touched.
  expect(changes.length).toBe(found.length);
  for (const change of changes) expect(change).toMatch(/becomes “[^”]+”.*\. .{10,}[.?]/);
  await page.screen.click('button', 'Preview');
  expect(folded(await page.result())).toBe(right);
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(right);
  await page.screen.press('Control+z');
  expect(await field(page)).toBe(letter);
  await close();
});

test('a text in another language than English is not touched by rules: it is told that it needs a model', async ({
  sotto,
}) => {
  const page = await sotto.open(sotto.pages.put('/letter', html));
  await page.screen.click('textbox', 'Brief');
  await byPopup(sotto, page, 'Proofread selection');
  expect(await panelShows(page, /^Not finished/m)).toMatch(/model/);
  expect(await page.panel()).not.toContain('becomes');
  await sotto.close(page);
});
