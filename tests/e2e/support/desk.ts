import { until } from '../../../tools/browser/until.mjs';
import { type Desktop, startDesktop } from './desktop.ts';
import { test as base, type Page, type Sotto, startSotto } from './sotto.ts';

/** A browser with a window on a screen of its own: shortcuts and native menus do not exist without one. */
export const test = base.extend<object, { readonly desktop: Desktop }>({
  desktop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern
    async ({}, use) => {
      const desktop = await startDesktop();
      await use(desktop);
      desktop.close();
    },
    { scope: 'worker' },
  ],
  sotto: [
    async ({ gpu, desktop }, use) => {
      const started = await startSotto({ headless: false, gpu, env: { DISPLAY: desktop.display } });
      await use(started.sotto);
      await started.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Opens a page, and waits until keys go to it: the browser's window takes its time to hand the focus on. */
export async function openInFront(sotto: Sotto, url: string): Promise<Page> {
  const page = await sotto.open(url);
  await until('the focus', () => page.evaluate('document.hasFocus()'));
  return page;
}

/** Opens the browser's own menu at a point of the screen, and walks through it with the keyboard: `Right` opens a submenu. */
export async function byMenu(
  desktop: Desktop,
  { x, y }: Point,
  keys: readonly string[],
): Promise<void> {
  const before = desktop.windows();
  let menus = 1;
  const areOpen = () => desktop.windows().filter((id) => !before.includes(id)).length >= menus;
  desktop.click(x, y, { button: 3 });
  await until('the menu', areOpen);
  for (const key of keys) {
    desktop.press(key);
    if (key !== 'Right') continue;
    menus += 1;
    await until('the submenu', areOpen);
  }
}

/** Ways through the menu, from its end: "Inspect" is last, before it stands Sotto's entry. */
export const menuKeys = {
  summarize: ['Up', 'Up', 'Right', 'Return'],
  rewriteConcisely: ['Up', 'Up', 'Right', 'Down', 'Right', 'Return'],
  rewriteByInstruction: ['Up', 'Up', 'Right', 'Down', 'Right', 'Up', 'Return'],
  // A single entry is no menu of its own, and on a page "View page source" stands behind it.
  summarizePage: ['Up', 'Up', 'Up', 'Return'],
};

type Point = { readonly x: number; readonly y: number };

/** A point on the first line of an element, in pixels of the screen. */
export async function onScreen(page: Page, selector: string): Promise<Point> {
  return page.evaluate(`(() => {
    const { left, top } = document.querySelector('${selector}').getBoundingClientRect();
    const x = screenX + (outerWidth - innerWidth) / 2 + left + 60;
    return { x: Math.round(x), y: Math.round(screenY + outerHeight - innerHeight + top + 12) };
  })()`);
}
