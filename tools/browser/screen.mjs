import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AxTree, isDisabled } from './ax-tree.mjs';
import { TargetGone } from './cdp-pipe.mjs';
import { keyOf } from './keyboard.mjs';
import { until } from './until.mjs';

/**
 * @typedef {import('./ax-tree.mjs').AxNode} AxNode
 * @typedef {import('./ax-tree.mjs').Name} Name
 * @typedef {{ send: import('./cdp-pipe.mjs').Send }} Session ours, or one of Playwright's
 */

/**
 * A page as somebody meets it who reads with a screen reader and points with a mouse: things have a role and a
 * name, and a click goes to the place where the thing is.
 */
export class Screen {
  #session;

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** Of the page's own document: what stands in its frames is not in it. */
  async tree() {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    return new AxTree(nodes);
  }

  /**
   * @param {string} role
   * @param {Name} [name]
   */
  async find(role, name) {
    return (await this.tree()).find(role, name);
  }

  /**
   * @param {string} role
   * @param {Name} [name]
   * @param {{ timeoutMs?: number }} [options]
   */
  waitFor(role, name, options) {
    return this.#wait(`${role} ${name ?? ''}`, (tree) => tree.find(role, name), options);
  }

  /**
   * @param {string} role
   * @param {Name} [name]
   * @param {{ timeoutMs?: number }} [options]
   */
  async waitForGone(role, name, options) {
    await this.#wait(`no ${role} ${name ?? ''}`, (tree) => !tree.find(role, name), options);
  }

  /**
   * Waits until it is there and enabled, scrolls it into view, and clicks on its first line.
   * @param {string} role
   * @param {Name} [name]
   * @param {{ timeoutMs?: number, count?: number, button?: 'left' | 'right' }} [options]
   */
  async click(role, name, { timeoutMs = 10_000, count = 1, button = 'left' } = {}) {
    const wish = `an enabled ${role} ${name ?? ''}`;
    const node = await this.#wait(
      wish,
      (tree) => tree.findAll(role, name).find((found) => !isDisabled(found)),
      { timeoutMs },
    );
    await this.#clickAt(await this.#place(node), count, button);
  }

  /**
   * The readable text of the first such thing, or of the whole page.
   * @param {string} [role]
   * @param {Name} [name]
   */
  async text(role, name) {
    const tree = await this.tree();
    if (role === undefined) return tree.text();
    const node = tree.find(role, name);
    return node ? tree.text(node) : '';
  }

  /**
   * As if pasted: one input event, whatever the keyboard's layout.
   * @param {string} text
   */
  async type(text) {
    await this.#session.send('Input.insertText', { text });
  }

  /** @param {string} combination such as `Enter`, `Shift+Tab`, `Control+z` */
  async press(combination) {
    const key = keyOf(combination);
    const type = key.text === undefined ? 'rawKeyDown' : 'keyDown';
    await this.#session.send('Input.dispatchKeyEvent', { type, ...key });
    await this.#unlessGone(this.#session.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' }));
  }

  /** @param {string} path of a PNG file; its folder is made */
  async screenshot(path) {
    const { data } = await this.#session.send('Page.captureScreenshot', { format: 'png' });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  /**
   * @template T
   * @param {string} wish
   * @param {(tree: AxTree) => T} look
   * @param {{ timeoutMs?: number }} [options]
   */
  #wait(wish, look, options) {
    let outline = '';
    return until(
      () => `${wish}. There was:\n${outline}`,
      async () => {
        const tree = await this.tree();
        outline = tree.outline();
        return look(tree);
      },
      options,
    );
  }

  /**
   * The middle of its first line, in the page's own coordinates.
   * @param {AxNode} node
   */
  async #place({ backendDOMNodeId }) {
    const target = backendDOMNodeId === undefined ? {} : { backendNodeId: backendDOMNodeId };
    await this.#session.send('DOM.scrollIntoViewIfNeeded', target);
    const { quads } = await this.#session.send('DOM.getContentQuads', target);
    const [left, top, , , right, bottom] = quads[0] ?? [];
    if (left === undefined || top === undefined || right === undefined || bottom === undefined) {
      throw new Error('It has no place on the screen');
    }
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  /**
   * @param {{ x: number, y: number }} place
   * @param {number} count 3 selects a paragraph
   * @param {'left' | 'right'} button
   */
  async #clickAt(place, count, button) {
    const mouse = { ...place, button };
    await this.#session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place });
    for (let clickCount = 1; clickCount <= count; clickCount += 1) {
      const click = { ...mouse, clickCount };
      await this.#session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...click });
      await this.#unlessGone(
        this.#session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...click }),
      );
    }
  }

  /**
   * A click that closes its own window has arrived, though nobody is left to confirm it.
   * @param {Promise<unknown>} sent
   */
  async #unlessGone(sent) {
    await sent.catch((error) => {
      if (!(error instanceof TargetGone)) throw error;
    });
  }
}
