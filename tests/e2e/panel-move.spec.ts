import { paragraph } from './support/article.ts';
import {
  byPopup,
  type Edges,
  finished,
  ofPanel,
  painted,
  panelEdges,
  resizeWindow,
  selectParagraph,
} from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

// How a person puts the panel elsewhere; the instant engine answers.
test.use({ gpu: false });

type Point = { readonly x: number; readonly y: number };

const space = '<p style="height: 1500px">';

async function summarized(sotto: Sotto, above = ''): Promise<Page> {
  const html = `<!doctype html><title>move</title>${above}<p>${paragraph}</p>${space}`;
  const page = await sotto.open(sotto.pages.put('/move', html));
  await resizeWindow(page, 1000, 800);
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

/** As the panel says that it is done already, that alone would not say that it has been asked again. */
async function summarizeAgain(sotto: Sotto, page: Page): Promise<void> {
  await byPopup(sotto, page, 'Summarize selection');
  await sotto.popupIsGone();
  await finished(page);
}

/** The middle of a part of the panel. */
function middleOf(page: Page, selector: string): Promise<Point> {
  return ofPanel(
    page,
    `function () {
      const { left, right, top, bottom } = this.querySelector('${selector}').getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }`,
  );
}

async function dragByMouse({ tab }: Page, { x, y }: Point, dx: number, dy: number): Promise<void> {
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', dx = 0, dy = 0) =>
    tab.session.send('Input.dispatchMouseEvent', {
      ...{ type, x: x + dx, y: y + dy, button: 'left', buttons: 1, clickCount: 1 },
    });
  await mouse('mousePressed');
  for (const part of [0.2, 0.6, 1]) await mouse('mouseMoved', dx * part, dy * part);
  await mouse('mouseReleased', dx, dy);
}

async function dragByFinger({ tab }: Page, { x, y }: Point, dx: number, dy: number): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    tab.session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x, y }]);
  for (const part of [0.2, 0.6, 1])
    await touch('touchMove', [{ x: x + dx * part, y: y + dy * part }]);
  await touch('touchEnd', []);
}

/** By how much each edge went. */
function difference(before: Edges, after: Edges): number[] {
  const names = ['left', 'top', 'right', 'bottom'] as const;
  return names.map((name) => Math.round(after[name] - before[name]));
}

for (const [by, drag] of [
  ['mouse', dragByMouse],
  ['finger', dragByFinger],
] as const)
  test(`drawn at its title by ${by} the panel goes along, and stays there when the page is scrolled`, async ({
    sotto,
  }) => {
    const page = await summarized(sotto);
    const before = await panelEdges(page);
    await drag(page, await middleOf(page, '.engine'), 150, 60);
    expect(difference(before, await panelEdges(page))).toEqual([150, 60, 150, 60]);
    await page.evaluate('scrollBy(0, 300)');
    await painted(page);
    expect(difference(before, await panelEdges(page))).toEqual([150, 60, 150, 60]);
    await drag(page, await middleOf(page, '.engine'), 5000, -5000);
    const { top, right } = await panelEdges(page);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(1000);
    await sotto.close(page);
  });

test('a panel that was moved comes back into a window that gets smaller', async ({ sotto }) => {
  const page = await summarized(sotto);
  await dragByMouse(page, await middleOf(page, '.engine'), 500, 300);
  await resizeWindow(page, 500, 400);
  await painted(page);
  const { left, top, right, bottom } = await panelEdges(page);
  expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(500);
  expect(bottom).toBeLessThanOrEqual(400);
  await sotto.close(page);
});

test('its buttons in the title are no handle', async ({ sotto }) => {
  const page = await summarized(sotto);
  const before = await panelEdges(page);
  await dragByMouse(page, await middleOf(page, 'header button'), 100, 40);
  expect(difference(before, await panelEdges(page))).toEqual([0, 0, 0, 0]);
  await page.screen.click('button', 'Close');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('drawn at its corner it grows there, though it stood above the text', async ({ sotto }) => {
  const page = await summarized(sotto, '<p style="height: 500px">');
  const before = await panelEdges(page);
  await dragByMouse(page, await middleOf(page, '.grip'), 80, -40);
  expect(difference(before, await panelEdges(page))).toEqual([0, 0, 80, -40]);
  await dragByMouse(page, await middleOf(page, '.grip'), -5000, -5000);
  const { left, top, right, bottom } = await panelEdges(page);
  expect([right - left, bottom - top]).toEqual([240, 140]);
  await sotto.close(page);
});

test('by keyboard it is moved and resized, and Escape ends that before it closes the panel', async ({
  sotto,
}) => {
  const page = await summarized(sotto);
  await page.screen.press('Tab');
  await page.screen.press('Enter');
  expect(await page.panel()).toContain('Arrow keys move');
  const before = await panelEdges(page);
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.screen.press(key);
  expect(difference(before, await panelEdges(page))).toEqual([20, 40, 20, 40]);
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowDown']) await page.screen.press(key);
  expect(difference(before, await panelEdges(page))).toEqual([20, 40, 0, 60]);
  await page.screen.press('Escape');
  expect(await page.panel()).not.toContain('Arrow keys move');
  await page.screen.press('ArrowRight');
  expect(difference(before, await panelEdges(page))).toEqual([20, 40, 0, 60]);
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

test('moving by keyboard ends when the focus goes elsewhere', async ({ sotto }) => {
  const page = await summarized(sotto);
  await page.screen.click('button', 'Move or resize panel');
  expect(await page.panel()).toContain('Arrow keys move');
  await page.screen.press('Tab');
  expect(await page.panel()).not.toContain('Arrow keys move');
  await sotto.close(page);
});

test('at the next gesture it stays where it was put, unless it would cover the text', async ({
  sotto,
}) => {
  const page = await summarized(sotto, '<p style="height: 100px">Above.</p>');
  await dragByMouse(page, await middleOf(page, '.engine'), 400, 250);
  const moved = await panelEdges(page);
  await summarizeAgain(sotto, page);
  expect(difference(moved, await panelEdges(page)).slice(0, 2)).toEqual([0, 0]);
  await dragByMouse(page, await middleOf(page, '.engine'), -380, -430);
  await summarizeAgain(sotto, page);
  const { bottom } = await page.evaluate<Edges>(
    "document.querySelectorAll('p')[1].getBoundingClientRect().toJSON()",
  );
  expect((await panelEdges(page)).top).toBeGreaterThanOrEqual(bottom);
  await sotto.close(page);
});
