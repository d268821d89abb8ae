import { paragraph } from './support/article.ts';
import {
  byPopup,
  type Edges,
  finished,
  ofPanel,
  painted,
  panelEdges,
  panelShows,
  resizeWindow,
  selectionEdges,
  selectParagraph,
} from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

// Where the panel stands; the instant engine answers.
test.use({ gpu: false });

const space = '<p style="height: 1500px">';
const longPage = `<!doctype html><title>long</title>${space}</p><p id="text">${paragraph}</p>${space}`;

async function summarized(sotto: Sotto, html: string, size: [number, number]): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/place', html));
  await resizeWindow(page, ...size);
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

function expectInside({ left, top, right, bottom }: Edges, width: number, height: number): void {
  expect(left).toBeGreaterThanOrEqual(0);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(width);
  expect(bottom).toBeLessThanOrEqual(height);
}

test('when the page is scrolled the panel goes with its text, and no further than the edge', async ({
  sotto,
}) => {
  const page = await summarized(sotto, longPage, [900, 700]);
  const scrollTo = async (y: number) => {
    await page.evaluate(
      `scrollBy(0, document.querySelector('#text').getBoundingClientRect().top - ${y})`,
    );
    await painted(page);
    return { panel: await panelEdges(page), text: await selectionEdges(page) };
  };
  for (const y of [40, 200]) {
    const { panel, text } = await scrollTo(y);
    expect(panel.top - text.bottom).toBeCloseTo(8);
  }
  const low = await scrollTo(600);
  expect(low.text.top - low.panel.bottom).toBeCloseTo(8);
  for (const y of [-900, 900]) expectInside((await scrollTo(y)).panel, 900, 700);
  await sotto.close(page);
});

test('a page that enlarges itself while the panel is open leaves the panel as large as it was', async ({
  sotto,
}) => {
  const page = await summarized(sotto, longPage, [900, 700]);
  for (const zoom of [1.5, 0.8]) {
    await page.evaluate(`document.documentElement.style.zoom = ${zoom}, scrollBy(0, 20)`);
    await painted(page);
    const { left, right } = await panelEdges(page);
    expect(right - left).toBeCloseTo(420);
  }
  await sotto.close(page);
});

test('a part of the page that scrolls by itself takes the panel along', async ({ sotto }) => {
  const html = `<!doctype html><title>part</title><div id="part" style="height: 400px; overflow: auto">
    <p style="margin-top: 200px">${paragraph}</p>${space}</div>`;
  const page = await summarized(sotto, html, [900, 700]);
  await page.evaluate("document.querySelector('#part').scrollBy(0, 150)");
  await painted(page);
  const text = await selectionEdges(page);
  expect((await panelEdges(page)).top - text.bottom).toBeCloseTo(8);
  await sotto.close(page);
});

test('in a window that gets smaller the panel stays inside, and beside its text', async ({
  sotto,
}) => {
  const html = `<!doctype html><title>window</title><p>${paragraph}</p>`;
  const page = await summarized(sotto, html, [1000, 800]);
  await resizeWindow(page, 320, 640);
  await painted(page);
  const panel = await panelEdges(page);
  expectInside(panel, 320, 640);
  expect(panel.top).toBeGreaterThanOrEqual((await selectionEdges(page)).bottom);
  await sotto.close(page);
});

test('beside a text as high as the window there is room for the panel too', async ({ sotto }) => {
  const many = `${paragraph} `.repeat(10);
  const html = `<!doctype html><title>high</title><p style="width: 400px">${many}</p>`;
  const page = await summarized(sotto, html, [1000, 640]);
  const panel = await panelEdges(page);
  expectInside(panel, 1000, 640);
  expect(panel.left).toBeGreaterThanOrEqual((await selectionEdges(page)).right);
  await sotto.close(page);
});

test('where lines begin at the right, the panel is in line with them there', async ({ sotto }) => {
  const html = `<!doctype html><html dir="rtl"><title>rtl</title><p>${paragraph}</p></html>`;
  const page = await summarized(sotto, html, [1000, 800]);
  expect((await panelEdges(page)).right).toBeCloseTo((await selectionEdges(page)).right);
  await sotto.close(page);
});

test('what fits is not scrolled, and in a window that gets larger the panel goes to a better place', async ({
  sotto,
}) => {
  const html = `<!doctype html><title>small</title><p>${paragraph}</p>`;
  const page = await summarized(sotto, html, [500, 150]);
  await resizeWindow(page, 1000, 800);
  await painted(page);
  expect((await panelEdges(page)).top).toBeGreaterThanOrEqual((await selectionEdges(page)).bottom);
  const [overflow, scrollbar] = await ofPanel<[number, number]>(
    page,
    'function () { return [this.scrollHeight - this.clientHeight, this.offsetWidth - this.clientWidth - 2]; }',
  );
  expect([overflow, scrollbar]).toEqual([0, 0]);
  await sotto.close(page);
});

test('where two fingers have zoomed in, the panel is in the part that is seen', async ({
  sotto,
}) => {
  const page = await summarized(sotto, longPage, [900, 700]);
  await page.tab.session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await painted(page);
  const seen = await page.evaluate<Edges>(`(() => {
    const { offsetLeft: left, offsetTop: top, width, height } = visualViewport;
    return { left, top, right: left + width, bottom: top + height };
  })()`);
  expect(seen.right - seen.left).toBeLessThan(500);
  const panel = await panelEdges(page);
  expect(panel.left).toBeGreaterThanOrEqual(seen.left);
  expect(panel.top).toBeGreaterThanOrEqual(seen.top);
  expect(panel.right).toBeLessThanOrEqual(seen.right);
  expect(panel.bottom).toBeLessThanOrEqual(seen.bottom);
  await sotto.close(page);
});

test('in a frame 150 pixels high all of the panel can be scrolled to', async ({ sotto }) => {
  const page = await summarized(sotto, `<title>low</title><p>${paragraph}</p>`, [320, 150]);
  // A click scrolls the button into view first, which only works in what can scroll.
  await page.screen.click('button', 'Copy');
  await panelShows(page, /^Copied/m);
  expectInside(await panelEdges(page), 320, 150);
  await sotto.close(page);
});

for (const [kind, html, type] of [
  [
    'of XHTML',
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>${paragraph}</p></body></html>`,
    'application/xhtml+xml',
  ],
  ['in quirks mode', `<title>quirks</title><p>${paragraph}</p>`, 'text/html'],
  [
    'that enlarges itself',
    `<!doctype html><html style="zoom: 1.5"><title>zoom</title><p>${paragraph}</p></html>`,
    'text/html',
  ],
  [
    'without a body',
    `<!doctype html><title>none</title><p>${paragraph}</p><script>
    document.documentElement.append(document.querySelector('p'));
    document.body.remove();
  </script>`,
    'text/html',
  ],
] as const)
  test(`a page ${kind} gets its panel beside the text`, async ({ sotto }) => {
    const page = await sotto.open(sotto.pages.put('/odd', html, { 'content-type': type }));
    await selectParagraph(page, /^The old tide mill/);
    await byPopup(sotto, page, 'Summarize selection');
    expect(await finished(page)).toContain('Instant');
    const [panel, text] = [await panelEdges(page), await selectionEdges(page)];
    expect(panel.top - text.bottom).toBeCloseTo(8);
    expect(panel.left).toBeCloseTo(Math.max(8, text.left));
    expect(panel.right - panel.left).toBeCloseTo(420);
    await sotto.close(page);
  });
