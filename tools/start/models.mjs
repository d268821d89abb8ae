import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleOf } from '../browser/ax-tree.mjs';
import { Screen } from '../browser/screen.mjs';
import { openTab } from '../browser/targets.mjs';
import { until } from '../browser/until.mjs';
import { say, seconds } from './say.mjs';

/**
 * @typedef {import('../browser/launch.mjs').Browser} Browser
 */

/** Loading and compiling a model for a software adapter takes its time; a real download is the person's business. */
const downloadTimeoutMs = 600_000;

/**
 * Downloads a model with the buttons of the options page, unless it is there already.
 * @param {Browser} browser
 * @param {string} extension folder of the build
 * @param {string} model its name
 */
export async function downloadModel(browser, extension, model) {
  const { session, pageId } = await openTab(browser.cdp, optionsUrl(browser, extension));
  const options = new Screen(session);
  await options.waitFor('article', model);
  // The report about this device comes later than the page.
  const state = await until(`the state of ${model}`, async () =>
    stateOf(await options.tree(), model),
  );
  if (state !== 'Ready') await download(options, model);
  await browser.cdp.send('Target.closeTarget', { targetId: pageId });
}

/**
 * @param {Screen} options
 * @param {string} model
 */
async function download(options, model) {
  const started = performance.now();
  await options.click('button', `Download ${model}…`);
  const isOffered = async () => (await healthyTree(options)).find('button', 'Download');
  await until('the size of the download', isOffered);
  await options.click('button', 'Download');
  const isReady = async () => stateOf(await healthyTree(options), model) === 'Ready';
  await until(`${model} to be ready`, isReady, { timeoutMs: downloadTimeoutMs, everyMs: 200 });
  say(`  ${model} is ready, after ${seconds(performance.now() - started)}`);
}

/**
 * Waiting on would be in vain where the page tells of a failure.
 * @param {Screen} options
 */
async function healthyTree(options) {
  const tree = await options.tree();
  const alert = tree.find('alert');
  if (alert) throw new Error(`The options page says: ${tree.text(alert)}`);
  return tree;
}

/**
 * @param {import('../browser/ax-tree.mjs').AxTree} tree
 * @param {string} model
 */
function stateOf(tree, model) {
  const card = tree.find('article', model);
  const status = card && [...tree.walk(card)].find((node) => roleOf(node) === 'status');
  return status ? tree.text(status) : null;
}

/**
 * @param {Browser} browser
 * @param {string} extension folder of the build
 */
export function optionsUrl({ extensionId }, extension) {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  return `chrome-extension://${extensionId}/${manifest.options_ui.page}`;
}
