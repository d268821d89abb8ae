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

export type Edges = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

const edges = `function () {
  const { left, top, right, bottom } = this.getBoundingClientRect();
  return { left, top, right, bottom };
}`;

/** The panel's edges in the viewport, in CSS pixels. */
export function panelEdges(page: Page): Promise<Edges> {
  return ofPanel(page, edges);
}

/** Those of the selected text. */
export function selectionEdges(page: Page): Promise<Edges> {
  return page.evaluate(`(${edges}).call(getSelection().getRangeAt(0))`);
}

/** Once what was done has been painted. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))))',
  );
}

/** The window of a person who makes it this large. */
export async function resizeWindow({ tab }: Page, width: number, height: number): Promise<void> {
  const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
  await tab.session.send('Emulation.setDeviceMetricsOverride', metrics);
}
