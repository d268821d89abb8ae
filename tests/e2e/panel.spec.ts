import { until } from '../../tools/browser/until.mjs';
import { articleHtml, paragraph } from './support/article.ts';
import { IsolatedWorld } from './support/isolated-world.ts';
import {
  byPopup,
  finished,
  ofPanel,
  panelEdges,
  panelShows,
  selectParagraph,
} from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

// How the panel gets on with pages that are odd, slow or hostile; the instant engine answers.
test.use({ gpu: false });

const first = /^The old tide mill/;

async function summarized(sotto: Sotto, html: string): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/page', html));
  await selectParagraph(page, first);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

test('no script of the page can get at what the panel shows', async ({ sotto }) => {
  const page = await summarized(sotto, articleHtml);
  const found = await page.evaluate(`[...document.querySelectorAll('*')].map((element) => {
    // Whoever may define an element's name gets its closed shadow root by attachInternals().
    if (element.localName.includes('-')) return 'definable';
    return element.shadowRoot ? 'open' : element.textContent.includes('Instant') && 'text';
  }).filter(Boolean)`);
  expect(found).toEqual([]);
  await sotto.close(page);
});

test('styles of the page do not reach the panel, and its direction does not turn it around', async ({
  sotto,
}) => {
  const css = `* { text-transform: uppercase !important; letter-spacing: 3px; display: none }
    html, body, p { text-transform: none !important; display: block }`;
  const html = `<html dir="rtl"><title>odd</title><style>${css}</style><p>${paragraph}</p>`;
  const plain = await summarized(sotto, `<title>plain</title><p>${paragraph}</p>`);
  const looks = await computedLook(plain);
  await sotto.close(plain);
  const odd = await summarized(sotto, html);
  expect(await computedLook(odd)).toEqual(looks);
  await sotto.close(odd);
});

/** What a page's styles would change first. */
function computedLook(page: Page): Promise<Record<string, string>> {
  return ofPanel(
    page,
    `function () {
      const { textTransform, letterSpacing, direction, display, fontSize, width } = getComputedStyle(this);
      return { textTransform, letterSpacing, direction, display, fontSize, width };
    }`,
  );
}

test('the panel is dark where the person has chosen dark, whatever the page is', async ({
  sotto,
}) => {
  const page = await summarized(sotto, articleHtml);
  const dark = { features: [{ name: 'prefers-color-scheme', value: 'dark' }] };
  const paper = () =>
    ofPanel(page, 'function () { return getComputedStyle(this).backgroundColor; }');
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.tab.session.send('Emulation.setEmulatedMedia', dark);
  expect(await paper()).toBe('rgb(31, 36, 40)');
  await sotto.close(page);
});

test('in a low window all of the panel can be scrolled to', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/page', `<title>low</title><p>${paragraph}</p>`));
  const metrics = { width: 500, height: 170, deviceScaleFactor: 1, mobile: false };
  await page.tab.session.send('Emulation.setDeviceMetricsOverride', metrics);
  await selectParagraph(page, first);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  // A click scrolls the button into view first, which only works in what can scroll.
  await page.screen.click('button', 'Copy');
  await panelShows(page, /^Copied/m);
  const { top, bottom } = await panelEdges(page);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(bottom).toBeLessThanOrEqual(170);
  await sotto.close(page);
});

test('a dialog of the page that holds the focus, and closes on clicks outside, leaves the panel alone', async ({
  sotto,
}) => {
  const html = `<title>trap</title><div id="dialog"><input id="trap"><p>${paragraph}</p></div><script>
    const outside = (event) => !document.querySelector('#dialog').contains(event.target);
    document.addEventListener('focusin', (event) => outside(event) && document.querySelector('#trap').focus());
    for (const name of ['click', 'mousedown', 'pointerdown'])
      document.addEventListener(name, (event) => { if (outside(event)) document.title = 'closed' });
  </script>`;
  const page = await sotto.open(sotto.pages.put('/page', html));
  await selectParagraph(page, first);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  await page.screen.click('combobox', 'Style');
  await page.screen.press('o');
  await page.screen.press('Enter');
  // The caret waits in the field that must be filled.
  await page.screen.waitFor('textbox', 'Your instruction');
  await page.screen.type('Make it rhyme.');
  expect(await page.screen.text('textbox', 'Your instruction')).toContain('Make it rhyme.');
  expect(await page.evaluate('document.title')).toBe('trap');
  await sotto.close(page);
});

test('asking from a caret in an editor leaves the caret where it was', async ({ sotto }) => {
  const html = `<title>editor</title><div id="editor" contenteditable role="textbox">${paragraph}</div>`;
  const page = await sotto.open(sotto.pages.put('/page', html));
  await page.screen.click('textbox');
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await page.screen.type('X');
  const text = await page.evaluate<string>("document.querySelector('#editor').innerText");
  expect(text.replace('X', '')).toBe(paragraph);
  await sotto.close(page);
});

test('Try again after "no text" looks for a selection again, and reads nothing else', async ({
  sotto,
}) => {
  const page = await sotto.open(sotto.pages.put('/page', articleHtml));
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('There is no text here.');
  await page.screen.click('button', 'Try again');
  expect(await finished(page)).toContain('There is no text here.');
  await selectParagraph(page, /^Last year/);
  await page.screen.click('button', 'Try again');
  await panelShows(page, /^Done/m);
  expect(await page.result()).toContain('12,400');
  expect(await page.result()).not.toContain('1782');
  await sotto.close(page);
});

test('the keyboard stays in the panel when Try again becomes Stop and comes back', async ({
  sotto,
}) => {
  const page = await summarized(sotto, articleHtml);
  await page.screen.click('button', 'Try again');
  await finished(page);
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('whoever went on to another field keeps the focus there when the panel goes', async ({
  sotto,
}) => {
  const html = `<title>app</title><textarea id="a">${paragraph}</textarea><input id="b" aria-label="Search">`;
  const page = await sotto.open(sotto.pages.put('/page', html));
  await page.screen.click('textbox');
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  await page.screen.click('textbox', 'Search');
  await page.evaluate("history.replaceState(null, '', '?q=m')");
  expect(await page.panel()).toContain('Done');
  await page.evaluate("history.pushState(null, '', '/other')");
  await page.screen.waitForGone('dialog', /^Sotto: /);
  expect(await page.evaluate('document.activeElement.id')).toBe('b');
  await sotto.close(page);
});

test('an application that takes navigation into its own hands closes the panel too', async ({
  sotto,
}) => {
  const page = await summarized(sotto, articleHtml);
  await page.evaluate(`navigation.addEventListener('navigate', (event) => event.intercept()),
    void (location.href = '/other')`);
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('the toolbar reaches the field in a frame of the same site', async ({ sotto }) => {
  sotto.pages.put('/inner', `<title>inner</title><textarea>${paragraph}</textarea>`);
  const page = await sotto.open(sotto.pages.put('/page', '<title>o</title><iframe src="/inner">'));
  await page.evaluate(`{
    const inner = document.querySelector('iframe').contentWindow;
    inner.focus();
    inner.document.querySelector('textarea').focus();
  }`);
  await byPopup(sotto, page, 'Summarize selection');
  await until('the panel inside the frame', () =>
    page.evaluate(
      "Boolean(document.querySelector('iframe').contentDocument.querySelector('[data-sotto-panel]'))",
    ),
  );
  await sotto.close(page);
});

for (const style of [
  'width: 1px; height: 1px',
  'position: absolute; top: -9999px',
  'visibility: hidden',
  'opacity: 0',
])
  test(`where keys are caught in a frame that nobody sees (${style}), the panel is in the page around it`, async ({
    sotto,
  }) => {
    sotto.pages.put('/inner', `<title>inner</title><body contenteditable>${paragraph}`);
    const html = `<title>canvas</title><p>Nothing</p><iframe src="/inner" style="${style}">`;
    const page = await sotto.open(sotto.pages.put('/page', html));
    await page.evaluate(`{
      const frame = document.querySelector('iframe');
      // What is hidden cannot be given the focus, but keeps it.
      const { visibility } = frame.style;
      frame.style.visibility = '';
      frame.contentWindow.focus();
      frame.contentDocument.body.focus();
      frame.style.visibility = visibility;
    }`);
    await byPopup(sotto, page, 'Summarize selection');
    expect(await finished(page)).toContain('There is no text here.');
    expect(await page.screen.find('button', 'Replace')).toBeUndefined();
    await sotto.close(page);
  });

test('a frame that never finishes loading holds nothing back', async ({ sotto }) => {
  const slow = sotto.pages.putEndless('/slow');
  const page = await sotto.open(sotto.pages.put('/page', articleHtml));
  await page.evaluate(`{
    const frame = document.createElement('iframe');
    frame.src = '${slow}';
    document.body.append(frame);
  }`);
  await selectParagraph(page, first);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Done');
  await sotto.close(page);
});

test('several first gestures at once make one panel that listens once', async ({ sotto }) => {
  const page = await sotto.open(sotto.pages.put('/page', articleHtml));
  await page.evaluate(`{
    globalThis.attached = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) attached += [...addedNodes].filter((node) => node.popover).length;
    }).observe(document.documentElement, { childList: true });
  }`);
  // Opening the popup lets the extension in; the page of its own sends what three fast gestures would.
  const popup = await sotto.popup(page);
  await popup.waitFor('button', 'Summarize this page');
  await sotto.closePopup();
  const own = await sotto.openOwn('src/options/options.html');
  await own.evaluate(`(async () => {
    const mine = (await chrome.tabs.getCurrent()).id;
    const others = (await chrome.tabs.query({})).map(({ id }) => id).filter((id) => id !== mine);
    const choice = { tool: 'summarize', type: 'headline', length: 'short' };
    const start = { choice, source: 'page', refusal: null };
    const message = { verb: 'startInTab', args: { tabId: Math.max(...others), start } };
    await Promise.all([1, 2, 3].map(() => chrome.runtime.sendMessage(message)));
  })()`);
  await sotto.close(own);
  await finished(page);
  await page.screen.click('button', 'Close');
  await page.evaluate('void (attached = 0)');
  await byPopup(sotto, page, 'Summarize this page');
  await finished(page);
  expect(await page.evaluate('attached')).toBe(1);
  await sotto.close(page);
});

test('the article keeps the text around lists in lists, in quotes and between line breaks', async ({
  sotto,
}) => {
  const long = `${paragraph} `.repeat(4);
  const html = `<!doctype html><title>nested</title><article><h1>Nested</h1><p>${long}</p>
    <ul><li>The outer item has 11 words<ul><li>The inner item has 12 words</li></ul></li></ul>
    <blockquote>The quote has 13 words<p>said Ms. Cite</p></blockquote><p>Roses have 14 reds<br>Violets have 15 blues</p>
    <p>${long}</p></article>`;
  const page = await sotto.open(sotto.pages.put('/page', html));
  await byPopup(sotto, page, 'Summarize this page');
  await finished(page);
  const world = await IsolatedWorld.of(page);
  const text = await world.evaluate<string>('__sottoReadPage()');
  for (const count of ['outer item has 11', 'inner item has 12', 'quote has 13', 'reds\nViolets'])
    expect(text).toContain(count);
  expect(text).toContain('11 words\n\nThe inner');
  await sotto.close(page);
});

test('a page with nothing but scripts in the way of reading is read all the same', async ({
  sotto,
}) => {
  const url = sotto.pages.put('/strict', articleHtml, {
    'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; sandbox",
  });
  const page = await sotto.open(url);
  await byPopup(sotto, page, 'Summarize this page');
  await finished(page);
  expect(await page.result()).toContain('12,400');
  await sotto.close(page);
});
