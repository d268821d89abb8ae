import { until } from '../../tools/browser/until.mjs';
import { switchOn, test } from './support/cloud.ts';
import { HeldAnswer, streamed } from './support/cloud-answers.ts';
import { unauthorized } from './support/cloud-refusals.ts';
import type { CloudServer } from './support/cloud-server.ts';
import { byPopup, folded, ofPanel, panelShows } from './support/panel.ts';
import { proofreadLetter } from './support/proofread.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

const original = 'We recieve the parcel on monday. Its size is okay for us. We thank you.';
const corrected = 'We receive the parcel on Monday. Its size is fine for us. We thank you.';
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A field</title>
<style>body { font: 16px/1.5 serif; margin: 40px }</style>
<textarea cols="70" rows="3" aria-label="Letter">${original}</textarea>`;

function proofread(
  sotto: Sotto,
  given: { options: Page; cloud: CloudServer },
  answer = corrected,
): Promise<Page> {
  return proofreadLetter(sotto, { ...given, html, answer });
}

function field(page: Page): Promise<string> {
  return page.evaluate("document.querySelector('textarea').value");
}

/** The changes, each as its words and whether it is accepted. */
function marks(page: Page): Promise<string[]> {
  return ofPanel(
    page,
    `function () {
      return [...this.querySelectorAll('[role=checkbox]')].map((mark) =>
        [...mark.children].map(({ textContent }) => textContent.trim()).join(' → ') +
        (mark.ariaChecked === 'true' ? ' ✓' : ' ✗'));
    }`,
  );
}

test('a corrected text is shown as its changes, and Replace puts in exactly what was accepted', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  expect(await page.panel()).toMatch(/^Done.* · 3 changes$/m);
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✓', 'okay → fine ✓']);
  await page.screen.click('checkbox', /“okay” becomes “fine”/);
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✓', 'okay → fine ✗']);
  await page.screen.click('button', 'Preview');
  const wanted = corrected.replace('fine', 'okay');
  expect(folded(await page.result())).toBe(wanted);
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(wanted);
  await page.screen.press('Control+z');
  expect(await field(page)).toBe(original);
  await sotto.close(page);
});

test('by keyboard: from change to change, one left out, all taken, all left out', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  const role = () =>
    ofPanel<string>(page, 'function () { return this.getRootNode().activeElement?.role ?? ""; }');
  while ((await role()) !== 'checkbox') await page.screen.press('Tab');
  await page.screen.press('ArrowDown');
  await page.screen.press('Space');
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✗', 'okay → fine ✓']);
  await page.screen.press('End');
  await page.screen.press('r');
  await page.screen.press('Home');
  await page.screen.press('r');
  expect(await marks(page)).toEqual(['recieve → receive ✗', 'monday → Monday ✗', 'okay → fine ✗']);
  await page.screen.press('a');
  expect((await marks(page))[0]).toBe('recieve → receive ✓');
  await sotto.close(page);
});

test('the bar goes through the changes and decides about them', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  await page.screen.click('button', 'Next change');
  await page.screen.waitFor('StaticText', 'Change 2 of 3: “monday” becomes “Monday”');
  // It goes on to the next one by itself.
  await page.screen.click('button', 'Reject');
  await page.screen.click('button', 'Reject');
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✗', 'okay → fine ✗']);
  await page.screen.click('button', 'Reject all');
  expect((await marks(page)).join()).not.toContain('✓');
  const replace = await page.screen.find('button', 'Replace');
  expect(replace?.properties).toContainEqual(
    expect.objectContaining({ name: 'disabled', value: expect.objectContaining({ value: true }) }),
  );
  await page.screen.click('button', 'Accept all');
  expect((await marks(page)).join()).not.toContain('✗');
  await sotto.close(page);
});

test('a text without mistakes has nothing to change', async ({ sotto, options, cloud }) => {
  const page = await proofread(sotto, { options, cloud }, original);
  expect(await page.panel()).toMatch(/^Done.* · Nothing to change$/m);
  expect(await marks(page)).toEqual([]);
  await sotto.close(page);
});

test('answers to the same text are kept, each with what was taken of it', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  await page.screen.click('checkbox', /“okay” becomes “fine”/);
  cloud.next(streamed([original.replace('recieve', 'got')]));
  await page.screen.click('button', 'Try again');
  await panelShows(page, /1 change$/m);
  await page.screen.waitFor('StaticText', 'Answer 2 of 2');
  expect(await marks(page)).toEqual(['recieve → got ✓']);
  await page.screen.click('button', 'Previous answer');
  await page.screen.waitFor('StaticText', 'Answer 1 of 2');
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✓', 'okay → fine ✗']);
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(corrected.replace('fine', 'okay'));
  await page.screen.click('button', 'Next answer');
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(original.replace('recieve', 'got'));
  await page.screen.click('button', 'Restore original');
  await page.screen.waitFor('StaticText', 'The original text is back.');
  expect(await field(page)).toBe(original);
  expect(await page.screen.find('button', 'Restore original')).toBeUndefined();
  await sotto.close(page);
});

test('a question in vain says why, and leaves the answer that was shown as it was', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  await page.screen.click('checkbox', /“okay” becomes “fine”/);
  cloud.next(unauthorized);
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Not finished/m)).toContain('did not accept the key');
  expect(await marks(page)).toEqual(['recieve → receive ✓', 'monday → Monday ✓', 'okay → fine ✗']);
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
  expect(await field(page)).toBe(corrected.replace('fine', 'okay'));
  await sotto.close(page);
});

test('the keyboard stays in the text when an answer is done and its changes are shown', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  const answer = new HeldAnswer([corrected.slice(0, 30), corrected.slice(30)]);
  cloud.next(answer.behavior);
  const page = await sotto.open(sotto.pages.put('/field', html));
  await page.screen.click('textbox', 'Letter');
  await byPopup(sotto, page, 'Proofread selection');
  answer.release(1);
  await panelShows(page, /^We receive/m);
  const focused = () =>
    ofPanel<string>(page, 'function () { return this.getRootNode().activeElement?.ariaLabel; }');
  while ((await focused()) !== 'Result') await page.screen.press('Tab');
  answer.releaseAll();
  await panelShows(page, /3 changes$/m);
  await until('the first change', async () => /^Change 1 of 3/.test(await focused()));
  await sotto.close(page);
});

test('where hardly a word is left, the new text is read first', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(
    sotto,
    { options, cloud },
    'The shipment arrives at the start of the week.',
  );
  expect(folded(await page.result())).toBe('The shipment arrives at the start of the week.');
  await page.screen.click('button', 'Preview');
  expect((await marks(page)).length).toBeGreaterThan(0);
  await sotto.close(page);
});
