import { until } from '../../tools/browser/until.mjs';
import { articleHtml, paragraph } from './support/article.ts';
import { byMenu, menuKeys, onScreen, openInFront, test } from './support/desk.ts';
import { missingTools } from './support/desktop.ts';
import { finished, panelShows, selectParagraph } from './support/panel.ts';
import { pdfOf } from './support/pdf.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

// Shortcuts and native menus, on a machine without a GPU and without a model.
test.use({ gpu: false });
test.skip(missingTools.length > 0, `this machine lacks ${missingTools.join(', ')}`);

const summarize = 'alt+shift+s';
const rewrite = 'alt+shift+y';

async function openArticle(sotto: Sotto): Promise<Page> {
  return openInFront(sotto, sotto.pages.put('/article', articleHtml));
}

test('Alt+Shift+S summarizes the selection', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await selectParagraph(page, /^The old tide mill/);
  desktop.press(summarize);
  expect(await finished(page)).toContain('Instant');
  expect(await page.result()).toContain('1782');
  await sotto.close(page);
});

test('Alt+Shift+S without a selection summarizes the page', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await page.screen.click('heading', 'The tide mill');
  desktop.press(summarize);
  await finished(page);
  expect(await page.result()).toContain('12,400 visitors');
  await sotto.close(page);
});

test('Alt+Shift+Y without a selection rewrites nothing', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await page.screen.click('heading', 'The tide mill');
  desktop.press(rewrite);
  expect(await finished(page)).toContain('There is no text here.');
  await sotto.close(page);
});

test('Alt+Shift+Y asks for a rewrite', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await selectParagraph(page, /^The old tide mill/);
  desktop.press(rewrite);
  expect(await finished(page)).toContain('This needs a model');
  await sotto.close(page);
});

test('a shortcut works in the frame that has the focus', async ({ desktop, sotto }) => {
  const page = await openFramed(sotto, sotto.pages.put('/selected', selected));
  await until('the focus in the frame', () =>
    page.evaluate(`(() => {
      const { contentWindow } = document.querySelector('iframe');
      contentWindow.focus();
      return contentWindow.document.hasFocus();
    })()`),
  );
  desktop.press(summarize);
  await until('the panel inside the frame', () => page.evaluate(isPanelInFrame));
  expect(await page.evaluate(isPanelInPage)).toBe(false);
  await sotto.close(page);
});

test('a shortcut in a frame of another site says why it cannot work there', async ({
  desktop,
  sotto,
}) => {
  sotto.pages.put('/selected', selected);
  const page = await openFramed(sotto, sotto.pages.urlOn('127.0.0.1', '/selected'));
  await page.evaluate("document.querySelector('iframe').focus()");
  desktop.press(summarize);
  await panelShows(page, /belongs to another site/);
  await sotto.close(page);
});

test('a shortcut on a page that takes no scripts opens the popup and says so', async ({
  desktop,
  sotto,
}) => {
  const page = await sotto.open('chrome://version/');
  desktop.press(summarize);
  const popup = await sotto.openedPopup();
  await until('the reason', async () =>
    (await popup.text()).includes('Extensions can’t work on this page.'),
  );
  await sotto.closePopup();
  await sotto.close(page);
});

test('the right-click menu summarizes the selection', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await selectParagraph(page, /^The old tide mill/);
  await byMenu(desktop, await onScreen(page, '#first'), menuKeys.summarize);
  expect(await finished(page)).toContain('Instant');
  expect(await page.result()).toContain('1782');
  await sotto.close(page);
});

test('the right-click menu beside a selection summarizes the page', async ({ desktop, sotto }) => {
  const page = await openArticle(sotto);
  await byMenu(desktop, await onScreen(page, '#first'), menuKeys.summarizePage);
  await finished(page);
  expect(await page.result()).toContain('12,400 visitors');
  await sotto.close(page);
});

test('the right-click menu in a field summarizes what the field holds', async ({
  desktop,
  sotto,
}) => {
  const html = `<title>field</title><p>The page has no mill.</p><textarea cols="80" rows="4">${paragraph}</textarea>`;
  const page = await openInFront(sotto, sotto.pages.put('/field', html));
  await byMenu(desktop, await onScreen(page, 'textarea'), menuKeys.summarize);
  await finished(page);
  expect(await page.result()).toContain('1782');
  await page.screen.waitFor('button', 'Replace');
  await sotto.close(page);
});

test('"By my own instruction" waits for the instruction with the caret in its field', async ({
  desktop,
  sotto,
}) => {
  const page = await openArticle(sotto);
  await selectParagraph(page, /^The old tide mill/);
  await byMenu(desktop, await onScreen(page, '#first'), menuKeys.rewriteByInstruction);
  await page.screen.waitFor('textbox', 'Your instruction');
  expect(await page.screen.find('button', 'Try again')).toBeUndefined();
  await page.screen.type('Make it rhyme.');
  await page.screen.press('Enter');
  expect(await finished(page)).toContain('This needs a model');
  await sotto.close(page);
});

test('the right-click menu in a frame of the same site opens the panel in that frame', async ({
  desktop,
  sotto,
}) => {
  const page = await openFramed(sotto, sotto.pages.put('/selected', selected));
  await byMenu(desktop, await onScreen(page, 'iframe'), menuKeys.summarize);
  await until('the panel inside the frame', () => page.evaluate(isPanelInFrame));
  expect(await page.evaluate(isPanelInPage)).toBe(false);
  await sotto.close(page);
});

test('the right-click menu in a frame of another site hands the selection to the popup', async ({
  desktop,
  sotto,
}) => {
  sotto.pages.put('/selected', selected);
  const page = await openFramed(sotto, sotto.pages.urlOn('127.0.0.1', '/selected'));
  await byMenu(desktop, await onScreen(page, 'iframe'), menuKeys.summarize);
  await summarizedInPopup(sotto);
  await sotto.close(page);
});

test('the right-click menu in a frame of another site hands over which rewrite was asked for', async ({
  desktop,
  sotto,
}) => {
  sotto.pages.put('/selected', selected);
  const page = await openFramed(sotto, sotto.pages.urlOn('127.0.0.1', '/selected'));
  await byMenu(desktop, await onScreen(page, 'iframe'), menuKeys.rewriteConcisely);
  const popup = await sotto.openedPopup();
  await popup.waitFor('combobox', 'Style');
  await popup.waitFor('alert');
  expect(await popup.text()).toContain('This needs a model');
  await sotto.closePopup();
  await sotto.close(page);
});

test('in a window without a toolbar the popup gets a window of its own', async ({
  desktop,
  sotto,
}) => {
  sotto.pages.put('/selected', selected);
  const url = framed(sotto, sotto.pages.urlOn('127.0.0.1', '/selected'));
  const page = await sotto.openWindow(url);
  await byMenu(desktop, await onScreen(page, 'iframe'), menuKeys.summarize);
  await summarizedInPopup(sotto);
  await sotto.close(page);
});

test('the right-click menu in a PDF hands the selection to the popup', async ({
  desktop,
  sotto,
}) => {
  const type = { 'content-type': 'application/pdf' };
  const url = sotto.pages.put('/mill.pdf', pdfOf('The mill was built in 1782.'), type);
  const page = await sotto.open(`${url}#toolbar=0&view=FitH`);
  await until('the line to be drawn', () => isDrawn(page, { x: 100, y: 130 }));
  const { x, y } = await onScreen(page, 'body');
  const line = { x: x + 100, y: y + 135 };
  desktop.click(line.x, line.y, { times: 3 });
  await byMenu(desktop, line, menuKeys.summarize);
  await summarizedInPopup(sotto);
  await sotto.close(page);
});

/** Whether there is more than one color at a place of the page: the viewer tells nobody when it has drawn. */
async function isDrawn({ tab }: Page, { x, y }: { x: number; y: number }): Promise<boolean> {
  const clip = { x, y, width: 300, height: 20, scale: 1 };
  const { data } = await tab.session.send('Page.captureScreenshot', { format: 'png', clip });
  // One color alone makes a picture of some 150 bytes.
  return data.length > 1000;
}

/** A page of which all is selected. */
const selected = `<title>inner</title><body style="margin:0"><p style="margin:0">${paragraph}</p>
<script>getSelection().selectAllChildren(document.body)</script>`;

const isPanelInPage = "Boolean(document.querySelector('[data-sotto-panel]'))";
const isPanelInFrame =
  "Boolean(document.querySelector('iframe').contentDocument.querySelector('[data-sotto-panel]'))";

function openFramed(sotto: Sotto, url: string): Promise<Page> {
  return openInFront(sotto, framed(sotto, url));
}

/** Address of a page with a frame that shows `url`. */
function framed(sotto: Sotto, url: string): string {
  const frame = `<iframe src="${url}" width="600" height="300" style="border:0"></iframe>`;
  const html = `<title>outer</title><body style="margin:0">${frame}`;
  return sotto.pages.put('/outer', html);
}

/** The popup has opened with the text that was selected, says why, and summarizes it. */
async function summarizedInPopup(sotto: Sotto): Promise<void> {
  const popup = await sotto.openedPopup();
  await popup.waitFor('region', 'Result');
  expect(await popup.text('region', 'Result')).toContain('1782');
  expect(await popup.text('textbox', 'Your text')).toContain('1782');
  expect(await popup.text()).toContain('Extensions cannot show anything there');
  await sotto.closePopup();
}
