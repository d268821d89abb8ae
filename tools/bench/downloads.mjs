import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { localModelPort } from '../local-model/port.mjs';
import { ModelHub } from '../model-hub/hub.mjs';
import { randomModel } from '../model-hub/random-model.mjs';
import { optionsUrl } from '../start/models.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('../browser/cdp-pipe.mjs').CdpSession} Session
 * @typedef {{ ms: number, peakMb: number | null }} Cost
 */

/** Of the size that MLC cuts models into. */
const size = { shards: 6, shardBytes: 33_000_000 };

/** As much as four shards at once would take, if they were held whole. */
const heldWholeMb = (4 * size.shardBytes) / 1e6;

const timeoutMs = 120_000;

/**
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function downloadRows(stage) {
  const { browser, extension, runs } = stage;
  await stage.freeModelPort();
  const hub = new ModelHub(localModelPort);
  await hub.open();
  const page = await openTab(browser.cdp, optionsUrl(browser, extension));
  const [worker = ''] = readdirSync(join(extension, 'assets')).filter((name) =>
    name.startsWith('downloader-'),
  );
  /** @type {{ own: Cost, browsers: Cost }[]} */
  const pairs = [];
  for (let run = 0; run < runs.downloads; run += 1) {
    const urls = (/** @type {string} */ name) => {
      const model = hub.add(`bench/${name}-${run}`, randomModel(size));
      return { model: `${hub.origin}/${model.name}`, files: [...model.repository.files.keys()] };
    };
    const own = await cost(browser.cdp, () =>
      evaluate(page.session, `(${ownWay})('/assets/${worker}', '${urls('own').model}')`, {
        timeoutMs,
      }),
    );
    const { model, files } = urls('browsers');
    const all = JSON.stringify(files.map((file) => `${model}/resolve/main/${file}`));
    const browsers = await cost(browser.cdp, () =>
      evaluate(page.session, `(${browsersWay})(${all})`, { timeoutMs }),
    );
    pairs.push({ own, browsers });
  }
  await evaluate(page.session, "caches.delete('webllm/model')");
  await closeTarget(browser.cdp, page.pageId);
  await hub.close();
  return rows(pairs);
}

/**
 * In a page of the extension: by the product's worker, as the engine room starts it.
 * @param {string} script
 * @param {string} model
 * @returns {Promise<void>}
 */
function ownWay(script, model) {
  const worker = new Worker(script, { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ verb: 'fetchModel' }, [port2]);
  port1.postMessage({ args: { weightsUrl: model, sourceUrl: model } });
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.item) return;
      worker.terminate();
      if (data.error) reject(new Error(data.error.message));
      else resolve();
    };
  });
}

/**
 * In the same page: as WebLLM does it, four files at a time into the same cache, and nothing verified.
 * @param {string[]} urls
 */
async function browsersWay(urls) {
  const cache = await caches.open('webllm/model');
  const lane = async () => {
    for (let url = urls.shift(); url; url = urls.shift()) await cache.add(url);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/**
 * @param {Session} cdp
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Cost>}
 */
async function cost(cdp, work) {
  const peak = await watchMemory(cdp);
  const begin = performance.now();
  await work();
  return { ms: performance.now() - begin, peakMb: peak() };
}

/**
 * By how much the renderer that grew most was above what it had; null where the system does not tell.
 * @param {Session} cdp
 * @returns {Promise<() => number | null>}
 */
async function watchMemory(cdp) {
  if (process.platform !== 'linux') return () => null;
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  // The highest mark begins anew at what is in use now.
  for (const id of ids) writeFileSync(`/proc/${id}/clear_refs`, '5');
  const before = ids.map((id) => megabytes(id, 'VmRSS'));
  return () => Math.max(...ids.map((id, at) => megabytes(id, 'VmHWM') - (before[at] ?? 0)));
}

/**
 * @param {number} id of a process
 * @param {string} what
 */
function megabytes(id, what) {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

/**
 * @param {readonly { own: Cost, browsers: Cost }[]} pairs
 * @returns {Row[]}
 */
function rows(pairs) {
  const all = (size.shards * size.shardBytes) / 1e6;
  const peaks = (/** @type {'own' | 'browsers'} */ way) =>
    pairs.flatMap((pair) => pair[way].peakMb ?? []);
  const memory = peaks('own').length > 0;
  return [
    row(`${all} MB, fetched, verified and kept`, 'ms', times(pairs, 'own'), null),
    row('  by the browser’s own means', 'ms', times(pairs, 'browsers'), null),
    row('  Sotto’s time as a share of that', 'times', pairs.map(ratio), { limit: 1, of: 'median' }),
    ...(memory
      ? [
          row('  memory on the way', 'MB', peaks('own'), { limit: heldWholeMb, of: 'max' }),
          row('    by the browser’s own means', 'MB', peaks('browsers'), null),
        ]
      : []),
  ];
}

/** @param {{ own: Cost, browsers: Cost }} pair */
const ratio = ({ own, browsers }) => own.ms / browsers.ms;

/**
 * @param {readonly { own: Cost, browsers: Cost }[]} pairs
 * @param {'own' | 'browsers'} way
 */
const times = (pairs, way) => pairs.map((pair) => pair[way].ms);

/**
 * @param {string} what
 * @param {Row['unit']} unit
 * @param {number[]} values
 * @param {Row['budget']} budget
 * @returns {Row}
 */
const row = (what, unit, values, budget) => ({ what, unit, values, budget });
