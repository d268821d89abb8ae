import { articleHtml, paragraph } from './support/article.ts';
import {
  byPopup,
  finished,
  folded,
  panelEdges,
  panelShows,
  selectParagraph,
} from './support/panel.ts';
import { expect, test } from './support/sotto.ts';

const many = Array.from(
  { length: 14 },
  (_, i) => `Sentence ${i + 1} tells that on ${i + 1} May ${100 + i} people came to see the mill.`,
).join(' ');

// Everything here happens on a machine without a GPU and without a model.
test.use({ gpu: false });

test('a selection is summarized at once, in its own sentences, with the engine named', async ({
  sotto,
}) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  const panel = await finished(page);
  expect(panel).toContain('Instant · the text’s own sentences');
  expect(panel).toContain('So this is made of the text’s own sentences.');
  const points = (await page.result()).split('\n');
  for (const point of points) expect(folded(paragraph)).toContain(point.replace(/^- /, ''));
  await sotto.close(page);
});

test('rewriting says what is missing and where it is to be had', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Rewrite selection');
  const panel = await finished(page);
  expect(panel).toContain('This needs a model on this device, and none is here yet.');
  await sotto.close(page);
});

test('the page is summarized from its article, not from what stands around it', async ({
  sotto,
}) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await byPopup(sotto, page, 'Summarize this page');
  await finished(page);
  const result = await page.result();
  expect(result).toContain('- ');
  expect(result).not.toContain('Contact');
  await sotto.close(page);
});

test('another kind of summary is asked for in the panel', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await byPopup(sotto, page, 'Summarize this page');
  await finished(page);
  await page.screen.click('combobox', 'Kind of summary');
  await page.screen.press('h');
  await page.screen.press('Enter');
  await panelShows(page, /^Done/m);
  expect((await page.result()).split('\n')).toHaveLength(1);
  expect(await page.result()).not.toMatch(/^- /);
  await sotto.close(page);
});

test('nothing selected is said in words, and nothing is read instead', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('There is no text here.');
  await sotto.close(page);
});

for (const where of ['top', 'bottom']) {
  test(`however long the result, the panel stands beside a selection at the ${where} of the window`, async ({
    sotto,
  }) => {
    const space = '<p style="height: 2000px">';
    const html = `<!doctype html><title>long</title>${space}</p><p id="long">${many}</p>${space}`;
    const page = await sotto.open(sotto.pages.put('/long', html));
    await selectParagraph(page, /^Sentence 1 /);
    await page.evaluate(
      `document.querySelector('#long').scrollIntoView({ block: '${where === 'top' ? 'start' : 'end'}' })`,
    );
    await byPopup(sotto, page, 'Summarize selection');
    await finished(page);
    const panel = await panelEdges(page);
    const [first, last, height] = await page.evaluate<[number, number, number]>(`(() => {
      const { top, bottom } = document.querySelector('#long').getBoundingClientRect();
      return [top, bottom, innerHeight];
    })()`);
    if (where === 'top') expect(panel.top).toBeGreaterThanOrEqual(last);
    else expect(panel.bottom).toBeLessThanOrEqual(first);
    expect(panel.top).toBeGreaterThanOrEqual(0);
    expect(panel.bottom).toBeLessThanOrEqual(height);
    await sotto.close(page);
  });
}

test('more than 5 MB is refused with the number', async ({ sotto }) => {
  // Emptied as soon as the panel stands there: an accessibility tree of that size takes the browser minutes.
  const html = `<title>long</title><textarea wrap="off" style="font-size: 1px">${'A word. '.repeat(800_000)}</textarea><script>
    const field = document.querySelector('textarea');
    field.select();
    new MutationObserver(() => { field.value = '' }).observe(document.documentElement, { childList: true });
  </script>`;
  const page = await sotto.open(sotto.pages.put('/long', html));
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('This text has 6.2 MB; Sotto reads at most 5 MB.');
  await sotto.close(page);
});

test('a second gesture uses the same panel for the new selection', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^Last year/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  expect(await page.result()).toContain('12,400 visitors');
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await panelShows(page, /1782/);
  expect((await page.screen.tree()).findAll('dialog', /^Sotto: /)).toHaveLength(1);
  await sotto.close(page);
});

test('Escape and the button close the panel and give the focus back', async ({ sotto }) => {
  const html = '<title>field</title><textarea>One sentence. Another one. A third.</textarea>';
  const page = await sotto.open(sotto.pages.put('/field', html));
  await page.screen.click('textbox');
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  expect(await page.evaluate('document.activeElement.localName')).toBe('textarea');
  await byPopup(sotto, page, 'Summarize selection');
  await page.screen.click('button', 'Close');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('keys typed into the panel do not reach the page', async ({ sotto }) => {
  const html = `<title>greedy</title><p>One sentence stands here. Another one follows it.</p>
    <script>document.onkeydown = (event) => { document.title += event.key }</script>`;
  const page = await sotto.open(sotto.pages.put('/greedy', html));
  await selectParagraph(page, /^One sentence/);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  await page.screen.press('x');
  expect(await page.evaluate('document.title')).toBe('greedy');
  await sotto.close(page);
});

test('a page that forbids everything to scripts and styles still gets its panel', async ({
  sotto,
}) => {
  const url = sotto.pages.put('/strict', articleHtml, {
    'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; sandbox",
  });
  const page = await sotto.open(url);
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Done');
  await sotto.close(page);
});
