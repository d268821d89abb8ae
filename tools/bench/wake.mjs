import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../browser/evaluate.mjs';
import { closeOffscreenDocument, openTab, stopServiceWorker } from '../browser/targets.mjs';
import { optionsUrl } from '../start/models.mjs';
import { timedCall } from './in-page.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('../browser/cdp-pipe.mjs').CdpSession} CdpSession
 * @typedef {{ extensionId: string, page: CdpSession, verb: string }} Asked
 */

/** A verb that no table has is answered at once, with an error: no call is cheaper. */
const cheapest = 'bench';

/**
 * The round trip of a call from a page of the extension, to a service worker that sleeps and to one that is awake.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function wakeRows(stage) {
  const { browser, extension } = stage;
  const { cdp, extensionId } = browser;
  const { session: page, pageId } = await openTab(cdp, optionsUrl(browser, extension));
  const call = { extensionId, page, verb: cheapest };
  const engine = { extensionId, page, verb: 'ensureEngine' };
  const rows = [
    row('service worker, asleep: cheapest call', await times(stage, call, sleep), 30),
    row('  awake', await times(stage, call, nothing), null),
    row('ensureEngine, all there', await times(stage, engine, nothing), null),
    row('  service worker asleep', await times(stage, engine, sleep), null),
    row('  engine room closed', await times(stage, engine, closeOffscreenDocument), null),
  ];
  await cdp.send('Target.closeTarget', { targetId: pageId });
  const empty = await emptyExtension(stage);
  return [
    ...rows,
    row('an extension of two lines, asleep', await times(stage, empty, sleep), null),
    row('  awake', await times(stage, empty, nothing), null),
  ];
}

const sleep = stopServiceWorker;

const nothing = async () => {};

/**
 * @param {string} what
 * @param {number[]} values
 * @param {number | null} limit
 * @returns {Row}
 */
function row(what, values, limit) {
  return { what, unit: 'ms', values, budget: limit === null ? null : { limit, of: 'median' } };
}

/**
 * @param {Stage} stage
 * @param {Asked} asked
 * @param {(cdp: CdpSession, extensionId: string) => Promise<void>} before each call, and not in its time
 */
async function times({ browser, runs }, { extensionId, page, verb }, before) {
  const call = `(${timedCall})(${JSON.stringify(verb)})`;
  // Not measured: it wakes what sleeps.
  await evaluate(page, call);
  const taken = [];
  for (let run = 0; run < runs.wake; run += 1) {
    await before(browser.cdp, extensionId);
    const { tookMs, answer } = await evaluate(page, call);
    if (!answer || 'error' in answer !== (verb === cheapest)) {
      throw new Error(`The service worker answered ${JSON.stringify(answer)}`);
    }
    taken.push(tookMs);
  }
  return taken;
}

/**
 * What waking costs whoever has a service worker at all.
 * @param {Stage} stage
 * @returns {Promise<Asked>}
 */
async function emptyExtension({ browser, folder }) {
  const path = join(folder, 'empty-extension');
  mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(emptyFiles))
    writeFileSync(join(path, name), content);
  const { id } = await browser.cdp.send('Extensions.loadUnpacked', { path });
  const { session } = await openTab(browser.cdp, `chrome-extension://${id}/page.html`);
  return { extensionId: id, page: session, verb: cheapest };
}

const emptyFiles = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    background: { service_worker: 'service-worker.js', type: 'module' },
  }),
  'service-worker.js':
    'chrome.runtime.onMessage.addListener((_message, _sender, answer) => answer({ error: 1 }));',
  'page.html': '<!doctype html><title>Empty</title>',
};
