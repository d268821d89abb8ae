import { measureTraffic } from '../browser/network-meter.mjs';
import { Screen } from '../browser/screen.mjs';
import { openPopup } from '../browser/targets.mjs';
import { until } from '../browser/until.mjs';
import { readPanel } from '../start/panel.mjs';
import { nothingSeen, seen, tokensOf } from './timeline.mjs';

/**
 * @typedef {import('../start/job.mjs').Stage} Stage
 *
 * @typedef {object} Task
 * @property {string} name
 * @property {[role: string, name: string | RegExp]} text what is selected, with three clicks
 * @property {string} button of the popup
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {string} engine as the panel names it
 * @property {string} text
 * @property {import('./timeline.mjs').Times} times
 * @property {number | null} tokens
 * @property {number} bytesSent
 * @property {string} error what the panel says; empty when all went well
 */

/** A slow device may load for minutes; it shows something new all the while. */
const stallMs = 300_000;

/** The panel is looked at this often: no time below is finer. */
export const lookMs = 20;

/**
 * Does one task with mouse and toolbar, and notes when the panel showed what.
 * @param {Stage} stage
 * @param {Task} task
 * @returns {Promise<Measured>}
 */
export async function measure(stage, task) {
  const { browser, screen } = stage;
  await screen.click(...task.text, { count: 3 });
  const { result, traffic } = await measureTraffic(browser.cdp, () => ask(stage, task.button));
  await screen.click('button', 'Close');
  const { view, times } = result;
  const { engine, text, error } = view;
  const tokens = tokensOf(view.status);
  return { name: task.name, engine, text, times, tokens, bytesSent: traffic.bytes, error };
}

/**
 * @param {Stage} stage
 * @param {string} button
 */
async function ask({ browser, tab, screen }, button) {
  const { cdp, extensionId } = browser;
  const popup = new Screen(await openPopup(cdp, { extensionId, tabId: tab.tabId }));
  await popup.waitFor('button', button);
  const clicked = performance.now();
  await popup.click('button', button);
  return watch(screen, clicked);
}

/**
 * @param {Screen} screen
 * @param {number} clicked
 */
function watch(screen, clicked) {
  let times = nothingSeen;
  let before = '';
  let changed = clicked;
  return until(
    () => `the panel to come to an end. It showed: ${before}`,
    async () => {
      const view = readPanel(await screen.tree());
      const now = performance.now();
      if (JSON.stringify(view) !== before) changed = now;
      before = JSON.stringify(view);
      if (now - changed > stallMs) throw new Error(`Nothing happens any more: ${before}`);
      if (view) times = seen(times, view, now - clicked);
      return view?.isDone && { view, times };
    },
    { timeoutMs: 3_600_000, everyMs: lookMs },
  );
}
