import { roleOf } from '../browser/ax-tree.mjs';
import { evaluate } from '../browser/evaluate.mjs';
import { Screen } from '../browser/screen.mjs';
import { openTab } from '../browser/targets.mjs';
import { until } from '../browser/until.mjs';
import { optionsUrl } from '../start/models.mjs';

/**
 * @typedef {import('../browser/ax-tree.mjs').AxTree} AxTree
 * @typedef {{ state: string, adapter: string }} Device what the options page says of a model and of this device
 * @typedef {{ offer: string, tookMs: number }} Download `offer`: what a person is told before
 */

/** A download that shows no other percentage for so long has stopped. */
const stallMs = 300_000;

/** The options page, worked with the mouse. */
export class Options {
  #screen;
  #session;
  #close;

  /**
   * @param {import('../browser/launch.mjs').Browser} browser
   * @param {import('../browser/targets.mjs').Tab} tab
   */
  constructor(browser, { session, pageId }) {
    this.#session = session;
    this.#screen = new Screen(session);
    this.#close = () => browser.cdp.send('Target.closeTarget', { targetId: pageId });
  }

  /**
   * @param {import('../browser/launch.mjs').Browser} browser
   * @param {string} extension folder of the build
   */
  static async open(browser, extension) {
    return new Options(browser, await openTab(browser.cdp, optionsUrl(browser, extension)));
  }

  async close() {
    await this.#close();
  }

  /**
   * @param {string} model its name
   * @returns {Promise<Device>}
   */
  async device(model) {
    const state = await until(`the state of ${model}`, async () => {
      return statusOf(await this.#screen.tree(), model);
    });
    const adapter = statusOf(await this.#screen.tree(), null) ?? '';
    return { state, adapter };
  }

  /** What WebGPU itself tells: limits decide about models, and drivers differ in them. */
  async gpu() {
    /** @type {Record<string, string | number | boolean>} */
    const description = await evaluate(this.#session, `(${describeGpu})()`);
    return description;
  }

  /**
   * @param {string} model its name
   * @param {(status: string) => void} onStatus
   * @returns {Promise<Download>}
   */
  async download(model, onStatus) {
    await this.#screen.click('button', `Download ${model}…`);
    await this.#screen.waitFor('button', 'Download', { timeoutMs: 60_000 });
    const offer = cardText(await this.#screen.tree(), model);
    const started = performance.now();
    await this.#screen.click('button', 'Download');
    await this.#followDownload(model, onStatus);
    return { offer, tookMs: performance.now() - started };
  }

  /**
   * @param {string} model
   * @param {(status: string) => void} onStatus
   */
  async #followDownload(model, onStatus) {
    let before = '';
    let changed = performance.now();
    const look = async () => {
      const tree = await this.#screen.tree();
      const alert = tree.find('alert');
      if (alert) throw new Error(`The options page says: ${tree.text(alert)}`);
      const status = statusOf(tree, model) ?? '';
      if (status !== before) onStatus(status);
      if (status !== before) changed = performance.now();
      if (performance.now() - changed > stallMs) throw new Error(`The download stopped: ${status}`);
      before = status;
      return status === 'Ready';
    };
    await until(`${model} to be ready`, look, { timeoutMs: 6 * 3_600_000, everyMs: 250 });
  }
}

/**
 * @param {AxTree} tree
 * @param {string | null} model null for the line about this device
 */
function statusOf(tree, model) {
  const within = model === null ? tree.root : tree.find('article', model);
  const status = within && [...tree.walk(within)].find((node) => roleOf(node) === 'status');
  return status ? tree.text(status) : null;
}

/**
 * @param {AxTree} tree
 * @param {string} model
 */
function cardText(tree, model) {
  const card = tree.find('article', model);
  const line = card && tree.findAll('paragraph', undefined, card).map((node) => tree.text(node));
  return line?.find((text) => text.includes('will be downloaded')) ?? '';
}

/** Runs in a page. */
export const describeGpu = `async () => {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { adapter: 'none' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = adapter.limits;
  return { vendor, architecture, device, description, isFallbackAdapter,
    shaderF16: adapter.features.has('shader-f16'), subgroups: adapter.features.has('subgroups'),
    maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize };
}`;
