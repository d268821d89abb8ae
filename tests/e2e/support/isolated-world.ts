import { evaluate } from '../../../tools/browser/evaluate.mjs';
import type { Page } from './sotto.ts';

/**
 * Where the content script runs. A hostile page that has taken over its renderer speaks from here, by the browser's own
 * means and without any of our code.
 */
export class IsolatedWorld {
  readonly #page: Page;
  readonly #world: string;

  private constructor(page: Page, world: string) {
    this.#page = page;
    this.#world = world;
  }

  /** Of a page where the content script is already. */
  static async of(page: Page): Promise<IsolatedWorld> {
    const { session } = page.tab;
    const ids: string[] = [];
    const off = session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.auxData?.type === 'isolated' && context.name === 'Sotto')
        ids.push(context.uniqueId);
    });
    // Announces the contexts that are there before it answers.
    await session.send('Runtime.enable');
    await session.send('Runtime.disable');
    off();
    const [id] = ids;
    if (id === undefined) throw new Error('No content script runs in this page.');
    return new IsolatedWorld(page, id);
  }

  evaluate<T>(expression: string): Promise<T> {
    return evaluate(this.#page.tab.session, expression, { world: this.#world });
  }

  /** The answer to one raw message. */
  send(message: unknown): Promise<unknown> {
    return this.evaluate(`chrome.runtime.sendMessage(${literal(message)})`);
  }

  /** The first frame that comes over a raw port of that name, on which one message is posted. */
  ask(name: string, message: unknown): Promise<unknown> {
    return this.evaluate(`new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: ${literal(name)} });
      port.onMessage.addListener((frame) => {
        resolve(frame);
        port.disconnect();
      });
      port.onDisconnect.addListener(() => resolve('disconnected'));
      port.postMessage(${literal(message)});
    })`);
  }
}

/** Parsed over there, since `__proto__` in a literal would set a prototype instead of a key. */
function literal(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}
