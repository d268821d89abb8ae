import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { findChromium } from '../../../tools/browser/chromium.mjs';
import { evaluate } from '../../../tools/browser/evaluate.mjs';
import { type Browser, launch } from '../../../tools/browser/launch.mjs';
import { Screen } from '../../../tools/browser/screen.mjs';
import {
  attach,
  closeTarget,
  listTargets,
  openPopup,
  openTab,
  type Tab,
} from '../../../tools/browser/targets.mjs';
import { until } from '../../../tools/browser/until.mjs';
import { serveLocalModel } from '../../../tools/local-model/serve.mjs';
import { type PageServer, servePages } from './page-server.ts';
import { requireModelProject } from './projects.ts';

export const modelName = 'tiny-llama';

/** What a summary is by default in these tests: short enough for a GPU that is made of software. */
export const modelSummary = { tool: 'summarize', type: 'headline', length: 'long' } as const;

/** What "Rewrite" means by default. */
export const rewriteConcisely = { tool: 'rewrite', style: 'concise', instruction: '' } as const;

const modelFolder = `tests/fixtures/${modelName}`;

/** A tab with a page, and the panel that may stand in it. */
export class Page {
  readonly tab: Tab;
  readonly screen: Screen;

  constructor(tab: Tab) {
    this.tab = tab;
    this.screen = new Screen(tab.session);
  }

  /** All that can be read of the panel; `''` while there is none. */
  panel(): Promise<string> {
    return this.screen.text('dialog', /^Sotto: /);
  }

  result(): Promise<string> {
    return this.screen.text('region', 'Result');
  }

  evaluate<T>(expression: string): Promise<T> {
    return evaluate(this.tab.session, expression);
  }
}

/** The real browser with the real extension, as a person has it. */
export class Sotto {
  readonly browser: Browser;
  readonly pages: PageServer;

  constructor(browser: Browser, pages: PageServer) {
    this.browser = browser;
    this.pages = pages;
  }

  async open(url: string): Promise<Page> {
    const page = new Page(await openTab(this.browser.cdp, url));
    await this.browser.cdp.send('Target.activateTarget', { targetId: page.tab.pageId });
    return page;
  }

  /** A page of the extension's own, in a tab. */
  openOwn(path: string): Promise<Page> {
    return this.open(`chrome-extension://${this.browser.extensionId}/${path}`);
  }

  /** In a window without a toolbar, such as installed web apps have. */
  async openWindow(url: string): Promise<Page> {
    const { cdp } = this.browser;
    const opener = await this.openOwn('src/options/options.html');
    const window = { url, type: 'popup', width: 700, height: 500 };
    await opener.evaluate(`void chrome.windows.create(${JSON.stringify(window)})`);
    const { targetId: pageId } = await until('the window', async () => {
      const [found] = await listTargets(cdp, (one) => one.type === 'page' && one.url === url);
      return found;
    });
    await this.close(opener);
    // There is no toolbar to click on, for which the tab would be needed.
    const page = new Page({ tabId: '', pageId, session: await attach(cdp, pageId) });
    const isInFront = "document.readyState === 'complete' && document.hasFocus()";
    await until('it to be there, with the focus', () => page.evaluate(isInFront));
    return page;
  }

  /** By a click on the toolbar, which only closes a popup that is still open. */
  async popup({ tab }: Page): Promise<Screen> {
    const { cdp, extensionId } = this.browser;
    await this.closePopup();
    return new Screen(await openPopup(cdp, { extensionId, tabId: tab.tabId }));
  }

  /** The popup that the extension opened by itself. */
  async openedPopup(): Promise<Screen> {
    const target = await until('the popup', async () => (await this.#popups())[0]);
    return new Screen(await attach(this.browser.cdp, target.targetId));
  }

  /** However it was opened. Until it is gone, keys go to it and not to the page. */
  async closePopup(): Promise<void> {
    await until('the popup to close', async () => {
      const open = await this.#popups();
      for (const { targetId } of open) await closeTarget(this.browser.cdp, targetId);
      return open.length === 0;
    });
  }

  /** It closes by itself once the page has taken what was asked in it. */
  async popupIsGone(): Promise<void> {
    await until('the popup to be gone', async () => (await this.#popups()).length === 0);
  }

  async close({ tab }: Page): Promise<void> {
    await closeTarget(this.browser.cdp, tab.pageId);
  }

  #popups() {
    const { cdp, extensionId } = this.browser;
    const popup = `chrome-extension://${extensionId}/src/popup/popup.html`;
    return listTargets(cdp, ({ type, url }) => type === 'page' && url === popup);
  }
}

export type Setup = {
  /** With the software WebGPU adapter, or as a machine without GPU. */
  readonly gpu: boolean;
  readonly sotto: Sotto;
  /** The test model, downloaded by a click as a person does it. Its server stays until the end. */
  readonly model: { readonly name: string };
};

/** One browser for all tests of a worker that want the same kind: each test opens tabs of its own. */
export const test = base.extend<object, Setup>({
  gpu: [false, { option: true, scope: 'worker' }],
  sotto: [
    async ({ gpu }, use) => {
      const started = await startSotto({ headless: true, gpu });
      await use(started.sotto);
      await started.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  model: [
    async ({ sotto }, use) => {
      requireModelProject('the model');
      const server = await serveLocalModel(modelFolder);
      await downloadModel(sotto);
      await use({ name: modelName });
      await server.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export type StartedSotto = {
  readonly sotto: Sotto;
  /** The browser's folder, which goes with `close`. */
  readonly profile: string;
  /** Ends the browser and leaves its folder. */
  readonly quit: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startSotto(options: {
  headless: boolean;
  gpu: boolean;
  env?: Record<string, string>;
  /** Further arguments of the browser. */
  args?: string[];
  /** In place of the installed browser: something that starts it. */
  executable?: string;
  /** The folder of an earlier browser, to go on where it ended; a new one is made otherwise. */
  profile?: string;
}): Promise<StartedSotto> {
  if (options.gpu) requireModelProject('a GPU');
  const extension = 'dist-test';
  if (!existsSync(extension)) throw new Error('Run `npm run build -- --mode test` first.');
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
  const pages = await servePages();
  const browser = await launch({
    executable: options.executable ?? findChromium().path,
    profile,
    headless: options.headless,
    extension,
    args: [...(options.gpu ? ['--enable-unsafe-webgpu'] : []), ...(options.args ?? [])],
    env: options.env ?? {},
  });
  const quit = async () => {
    await browser.close();
    await pages.close();
  };
  const close = async () => {
    await quit();
    rmSync(profile, { recursive: true, force: true });
  };
  const sotto = new Sotto(browser, pages);
  // A browser with a window ends with its last tab.
  await sotto.open(pages.put('/stays', '<title>stays</title>'));
  return { sotto, profile, quit, close };
}

async function downloadModel(sotto: Sotto): Promise<void> {
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.click('button', `Download ${modelName}…`);
  await options.screen.click('button', 'Download');
  await options.screen.waitFor('button', `Delete ${modelName}`, { timeoutMs: 60_000 });
  await choose(options, 'Kind of summary', modelSummary.type);
  await choose(options, 'Length', modelSummary.length);
  await sotto.close(options);
}

/** By the keyboard: the first letter picks the option. */
async function choose({ screen }: Page, label: string, value: string): Promise<void> {
  await screen.click('combobox', label);
  await screen.press(value.charAt(0));
  await screen.press('Enter');
}

export { expect } from '@playwright/test';
