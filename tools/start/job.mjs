import { join } from 'node:path';
import { measureTraffic } from '../browser/network-meter.mjs';
import { Screen } from '../browser/screen.mjs';
import { openPopup } from '../browser/targets.mjs';
import { until } from '../browser/until.mjs';
import { readPanel } from './panel.mjs';
import { GrowingText, say, seconds } from './say.mjs';

/**
 * @typedef {import('./panel.mjs').PanelView} PanelView
 *
 * @typedef {object} Stage where jobs are done: an open article
 * @property {import('../browser/launch.mjs').Browser} browser
 * @property {import('../browser/targets.mjs').Tab} tab
 * @property {Screen} screen of the article
 * @property {string} root the project's folder
 *
 * @typedef {object} Job
 * @property {string} title what is about to be done, for the person who reads
 * @property {[role: string, name: string | RegExp]} text what is selected, with three clicks
 * @property {string} button of the popup
 * @property {string} screenshot name of the file
 */

/** Nothing at all changing in the panel for so long means that nothing will. */
const stallMs = 180_000;

/**
 * Does one job with mouse and toolbar as a person would, prints the answer while it comes, and counts what is sent.
 * @param {Stage} stage
 * @param {Job} job
 * @returns {Promise<PanelView>} the finished panel
 */
export async function perform(stage, job) {
  const { browser, screen } = stage;
  say(`\n${job.title}`);
  await screen.click(...job.text, { count: 3 });
  const { result, traffic } = await measureTraffic(browser.cdp, () => ask(stage, job.button));
  const { view, tookMs } = result;
  if (view.error) throw new Error(`The panel says: ${view.error}`);
  if (view.text === '') throw new Error('The panel shows no text');
  say(`  ${view.engine} · ${seconds(tookMs)} · ${bytesSent(traffic)}`);
  const file = join('.sotto', job.screenshot);
  await screen.screenshot(join(stage.root, file));
  say(`  screenshot: ${file}`);
  await screen.click('button', 'Close');
  return view;
}

/**
 * @param {Stage} stage
 * @param {string} button
 * @returns {Promise<{ view: PanelView, tookMs: number }>} from the click to the end
 */
async function ask({ browser, tab, screen }, button) {
  const { cdp, extensionId } = browser;
  const popup = new Screen(await openPopup(cdp, { extensionId, tabId: tab.tabId }));
  await popup.waitFor('button', button);
  const clicked = performance.now();
  await popup.click('button', button);
  const view = await watchPanel(screen);
  return { view, tookMs: performance.now() - clicked };
}

/** @param {import('../browser/traffic.mjs').Traffic} traffic */
function bytesSent({ bytes, requests }) {
  const hosts = [...new Set(requests.map(({ host }) => host))];
  return `${bytes} bytes sent${hosts.length > 0 ? ` (to ${hosts.join(', ')})` : ''}`;
}

/**
 * Follows the panel to its end and prints what it shows.
 * @param {Screen} screen
 * @returns {Promise<PanelView>}
 */
async function watchPanel(screen) {
  const printer = new PanelPrinter();
  let changed = performance.now();
  let before = '';
  return until(
    () => `the panel to come to an end. It showed:\n${before}`,
    async () => {
      const view = readPanel(await screen.tree());
      const now = JSON.stringify(view);
      if (now !== before) changed = performance.now();
      if (performance.now() - changed > stallMs) throw new Error('Nothing happens any more');
      before = now;
      if (view) printer.show(view);
      return view?.isDone && view;
    },
    { timeoutMs: 3_600_000 },
  );
}

class PanelPrinter {
  #text = new GrowingText();
  #engine = '';
  #status = '';

  /** @param {PanelView} view */
  show(view) {
    this.#showStatus(view);
    if (view.engine !== this.#engine) {
      this.#text.startAnew();
      if (view.engine !== '') say(`  ${view.engine}:`);
      this.#engine = view.engine;
    }
    this.#text.show(view.text);
    if (view.isDone) this.#text.endLine();
  }

  /**
   * Loading and reading take a while; each kind of waiting is said once, not every percent of it.
   * @param {PanelView} view
   */
  #showStatus({ status, isDone }) {
    const kind = status.replace(/[\d.,\s]*%?$/, '');
    if (kind === this.#status || kind === '' || isDone) return;
    this.#text.endLine();
    say(`  [${kind}]`);
    this.#status = kind;
  }
}
