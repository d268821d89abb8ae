import { evaluate } from '../../../tools/browser/evaluate.mjs';
import { serviceWorker } from '../../../tools/browser/targets.mjs';
import type { Page, Sotto } from './sotto.ts';

/**
 * Gestures that need a window with a menu or a keyboard of its own: their events are raised as the browser raises them.
 * No permission comes with them. In a page where the toolbar's button was clicked before, the one of that click is still
 * good.
 */
export async function raiseMenuClick(
  sotto: Sotto,
  page: Page,
  menuItemId: string,
  selectionText = '',
): Promise<void> {
  const pageUrl = await page.evaluate<string>('location.href');
  const info = { menuItemId, selectionText, pageUrl, editable: false, frameId: 0 };
  await raise(sotto, page, `contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab)`);
}

export async function raiseShortcut(sotto: Sotto, page: Page, command: string): Promise<void> {
  await raise(sotto, page, `commands.onCommand.dispatch(${JSON.stringify(command)}, tab)`);
}

async function raise({ browser }: Sotto, page: Page, event: string): Promise<void> {
  await browser.cdp.send('Target.activateTarget', { targetId: page.tab.pageId });
  const worker = await serviceWorker(browser.cdp, browser.extensionId);
  await evaluate(
    worker,
    `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => chrome.${event})`,
  );
}
