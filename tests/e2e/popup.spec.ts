import { until } from '../../tools/browser/until.mjs';
import { paragraph } from './support/article.ts';
import { expect, test } from './support/sotto.ts';

test.use({ gpu: false });

test('a pasted text is summarized in the popup', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/empty', '<title>empty</title>'));
  const popup = await sotto.popup(page);
  // What comes in last makes the popup larger, and what is clicked meanwhile may have moved.
  await popup.waitFor('StaticText', /^Answers here/);
  await popup.click('textbox', 'Your text');
  await popup.type(paragraph);
  await popup.click('button', 'Summarize text');
  await until('the answer', async () => /^Done/m.test(await popup.text()));
  expect(await popup.text('region', 'Result')).toContain('1782');
  expect(await popup.text()).toContain('Instant · the text’s own sentences');
  await popup.click('button', 'Copy');
  await until('the copy to be confirmed', async () => (await popup.text()).includes('Copied'));
  await sotto.close(page);
});

test('a page that takes no scripts says so, and offers to paste', async ({ sotto }) => {
  const page = await sotto.open('chrome://version/');
  const popup = await sotto.popup(page);
  await popup.click('button', 'Summarize this page');
  await popup.waitFor('alert');
  expect(await popup.text()).toContain('Extensions can’t work on this page.');
  await popup.waitFor('textbox', 'Your text');
  await sotto.close(page);
});

test('an own instruction must be written before anything is asked', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/empty', '<title>empty</title>'));
  const popup = await sotto.popup(page);
  await popup.click('textbox', 'Your text');
  await popup.type(paragraph);
  await popup.click('button', 'Rewrite text');
  await popup.click('combobox', 'Style');
  await popup.press('o');
  await popup.press('Enter');
  await popup.waitFor('textbox', 'Your instruction');
  await popup.click('button', 'Rewrite');
  // What is asked after it has an answer; the empty instruction had none, and no complaint either.
  await popup.click('textbox', 'Your instruction');
  await popup.type('Make it rhyme.');
  await popup.click('button', 'Rewrite');
  await popup.waitFor('alert');
  expect(await popup.text()).toContain('This needs a model');
  await sotto.close(page);
});
