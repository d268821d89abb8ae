import { until } from '../../../tools/browser/until.mjs';
import type { Page, Sotto } from './sotto.ts';

/** What a person waits for in the panel. On two cores without a GPU a model needs many seconds. */
const patience = { timeoutMs: 90_000, everyMs: 30 };

/** White space as a screen reader hears it. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export async function selectParagraph({ screen }: Page, beginning: RegExp): Promise<void> {
  await screen.click('StaticText', beginning, { count: 3 });
}

/** Toolbar, popup, button. */
export async function byPopup(sotto: Sotto, page: Page, button: string): Promise<void> {
  const popup = await sotto.popup(page);
  await popup.click('button', button);
}

/** Waits until the panel's text fits, and returns it. */
export function panelShows(page: Page, pattern: RegExp): Promise<string> {
  let seen = '';
  return until(
    () => `the panel to show ${pattern}. It showed:\n${seen}`,
    async () => {
      seen = await page.panel();
      return pattern.test(seen) ? seen : null;
    },
    patience,
  );
}

export function finished(page: Page): Promise<string> {
  return panelShows(page, /^(?:Done|Not finished|Stopped)/m);
}

/** In mid-stream: the model has begun to write. */
export function writing(page: Page): Promise<string> {
  return panelShows(page, /^Writing…/m);
}

/** What a function says of the panel's element as `this`: the debugger reaches it where no script of the page does. */
export async function ofPanel<T>({ screen, tab }: Page, declaration: string): Promise<T> {
  const { backendDOMNodeId } = await screen.waitFor('dialog', /^Sotto: /);
  if (backendDOMNodeId === undefined) throw new Error('The panel has no element.');
  const { object } = await tab.session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
  const { result } = await tab.session.send('Runtime.callFunctionOn', {
    functionDeclaration: declaration,
    objectId: object.objectId ?? '',
    returnByValue: true,
  });
  return result.value as T;
}

/** The panel's edges in the viewport, in CSS pixels. */
export function panelEdges(page: Page): Promise<{ top: number; bottom: number }> {
  return ofPanel(
    page,
    'function () { const { top, bottom } = this.getBoundingClientRect(); return { top, bottom }; }',
  );
}
