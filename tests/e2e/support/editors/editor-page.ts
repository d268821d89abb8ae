import { until } from '../../../../tools/browser/until.mjs';
import type { Page, Sotto } from '../sotto.ts';
import { editorBundles, writerScript } from './bundles.ts';

type Bundles = { readonly editors: ReadonlyMap<string, string>; readonly writer: string };

let bundles: Promise<Bundles> | undefined;

async function bundle(): Promise<Bundles> {
  const [editors, writer] = await Promise.all([editorBundles(), writerScript()]);
  return { editors, writer };
}

/** A page with one editor, and beside it the product's reading and writing in a world of its own, as in the extension. */
export class EditorPage {
  readonly page: Page;
  readonly #url: string;
  readonly #writer: string;
  #world = 0;

  private constructor(page: Page, url: string, writer: string) {
    this.page = page;
    this.#url = url;
    this.#writer = writer;
  }

  static async open(sotto: Sotto, name: string): Promise<EditorPage> {
    bundles ??= bundle();
    const { editors, writer } = await bundles;
    const script = { 'content-type': 'text/javascript' };
    for (const [file, code] of editors) sotto.pages.put(`/editors/${file}`, code, script);
    const url = sotto.pages.put(`/editors/${name}`, htmlFor(name));
    const editor = new EditorPage(await sotto.open(url), url, writer);
    await editor.#getReady();
    return editor;
  }

  /** A page that puts the focus, or a selection, where it is to be. */
  static async openHtml(sotto: Sotto, html: string): Promise<EditorPage> {
    bundles ??= bundle();
    const url = sotto.pages.put('/page', `<!doctype html><title>page</title>${html}`);
    const editor = new EditorPage(await sotto.open(url), url, (await bundles).writer);
    await editor.#enterWorld();
    return editor;
  }

  get name(): string {
    return this.#url.slice(this.#url.lastIndexOf('/') + 1);
  }

  /** As at first, with nothing to undo. */
  async reload(): Promise<void> {
    await this.page.evaluate('void delete window.fixture');
    await this.page.tab.session.send('Page.navigate', { url: this.#url });
    await this.#getReady();
  }

  /** In the editor's own words; the notation is that of `shared.mjs`. */
  model(): Promise<string> {
    return this.page.evaluate('fixture.model()');
  }

  shown(): Promise<string> {
    return this.page.evaluate('fixture.shown()');
  }

  /** The text before the caret and that after it. */
  around(): Promise<[string, string]> {
    return this.page.evaluate('fixture.around()');
  }

  /** Whether nothing is selected. */
  isCaret(): Promise<boolean> {
    return this.page.evaluate('fixture.isCaret()');
  }

  /** Whether the model comes to be that, and what is shown, which some editors draw later. */
  holds(model: string, shown?: string): Promise<boolean> {
    const look = async () =>
      (await this.model()) === model && (shown === undefined || (await this.shown()) === shown);
    return until('it', look, { everyMs: 20 }).then(
      () => true,
      () => false,
    );
  }

  capture(): Promise<string | null> {
    return this.inWorld('writer.capture()');
  }

  canWrite(): Promise<boolean> {
    return this.inWorld('writer.canWrite()');
  }

  /** Null where that cannot be done. */
  replace(text: string): Promise<string | null> {
    return this.inWorld(`writer.replace(${JSON.stringify(text)})`);
  }

  insertBelow(text: string): Promise<string | null> {
    return this.inWorld(`writer.insertBelow(${JSON.stringify(text)})`);
  }

  /** Quill takes Ctrl+Y on Windows alone. */
  get redoKey(): string {
    return this.name === 'quill' ? 'Control+Shift+z' : 'Control+y';
  }

  /** By mouse into the editor, then to the words. */
  async select(from: string, to?: string): Promise<void> {
    const { session } = this.page.tab;
    const { x, y } = await this.page.evaluate<{ x: number; y: number }>('fixture.middle()');
    const mouse = { x, y, button: 'left', clickCount: 1 } as const;
    await session.send('Input.dispatchMouseEvent', { ...mouse, type: 'mousePressed' });
    await session.send('Input.dispatchMouseEvent', { ...mouse, type: 'mouseReleased' });
    await this.page.evaluate(`fixture.select(${JSON.stringify(from)}, ${JSON.stringify(to)})`);
    // Editors hear of a selection after the fact.
    await this.page.evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
  }

  press(key: string): Promise<void> {
    return this.page.screen.press(key);
  }

  /** In the world of the content script, in the frame of the editor. */
  async inWorld<T>(expression: string): Promise<T> {
    const { session } = this.page.tab;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      contextId: this.#world,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  async #getReady(): Promise<void> {
    await until('the editor', () =>
      this.page
        .evaluate<boolean>('Boolean(window.fixture?.host()?.isConnected)')
        .catch(() => false),
    );
    await this.#enterWorld();
  }

  async #enterWorld(): Promise<void> {
    const { session } = this.page.tab;
    const { frameTree } = await session.send('Page.getFrameTree');
    const frame = frameTree.childFrames?.[0]?.frame ?? frameTree.frame;
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frame.id,
      worldName: 'writer',
    });
    this.#world = executionContextId;
    await this.inWorld(`${this.#writer};null`);
  }
}

function htmlFor(name: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
<style>body { font: 16px/1.5 sans-serif } main { white-space: normal } .ql-clipboard { position: absolute; left: -9999px }</style>
<main></main><button id="elsewhere">Elsewhere</button>
<script type="module" src="/editors/${name}.js"></script></html>`;
}
