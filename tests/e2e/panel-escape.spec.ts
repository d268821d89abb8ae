import { byPopup, finished } from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

// Whose key Escape is; the instant engine answers.
test.use({ gpu: false });

const text =
  'The meeting on 4 May decided to move the archive. It costs 3,000 euros. Everybody agreed.';
const letter = `<textarea cols="80" aria-label="Letter">${text}</textarea>`;

/** Where the person was in the letter when they asked. */
async function summarizedLetter(sotto: Sotto, html: string): Promise<Page> {
  const page = await sotto.open(
    sotto.pages.put('/escape', `<!doctype html><title>t</title>${html}`),
  );
  await page.screen.click('textbox', 'Letter');
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

async function expectClosed(page: Page): Promise<void> {
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
}

const layers = {
  'a modal dialog': `<dialog>${letter}</dialog><script>document.querySelector('dialog').showModal()</script>`,
  'a popover': `<div popover>${letter}</div><script>document.querySelector('div').showPopover()</script>`,
  'a dialog that listens to keys itself': `<div role="dialog">${letter}</div><script>
    for (const name of ['keydown', 'keyup'])
      document.addEventListener(name, ({ key }) => key === 'Escape' && document.querySelector('div').remove(), true);
  </script>`,
};

for (const [name, html] of Object.entries(layers))
  test(`Escape in the panel leaves ${name} of the page open, and the next one is the page's`, async ({
    sotto,
  }) => {
    const page = await summarizedLetter(sotto, html);
    const isOpen = () =>
      page.evaluate("Boolean(document.querySelector('textarea')?.checkVisibility())");
    await expectClosed(page);
    expect(await isOpen()).toBe(true);
    expect(await page.evaluate('document.activeElement.localName')).toBe('textarea');
    await page.screen.press('Escape');
    expect(await isOpen()).toBe(false);
    await sotto.close(page);
  });

test('Escape closes the panel where nothing has the focus, as when its element has gone', async ({
  sotto,
}) => {
  const page = await summarizedLetter(sotto, `${letter}<input aria-label="Search">`);
  await page.screen.click('textbox', 'Search');
  await page.evaluate("document.querySelector('input').remove()");
  await expectClosed(page);
  await sotto.close(page);
});

test('Escape in another field of the page is the field’s, and the panel stays', async ({
  sotto,
}) => {
  const html = `${letter}<input aria-label="Search" onkeydown="document.title = event.key">`;
  const page = await summarizedLetter(sotto, html);
  await page.screen.click('textbox', 'Search');
  await page.screen.press('Escape');
  expect(await page.evaluate('document.title')).toBe('Escape');
  expect(await page.panel()).toContain('Done');
  await sotto.close(page);
});
