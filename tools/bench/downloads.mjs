import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { localModelPort } from '../local-model/port.mjs';
import { ModelHub } from '../model-hub/hub.mjs';
import { slow, whole } from '../model-hub/manners.mjs';
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

/** A line of half a gigabit, shared by four. */
const lineBytesPerSecond = 15_000_000;

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
  const place = { cdp: browser.cdp, session: page.session, hub, script: `/assets/${worker}` };
  const line = [];
  const unlimited = [];
  for (let run = 0; run < runs.downloads; run += 1) {
    line.push(await pair(place, `line-${run}`, slow(lineBytesPerSecond)));
    unlimited.push(await pair(place, `unlimited-${run}`, whole));
  }
  await closeTarget(browser.cdp, page.pageId);
  await hub.close();
  return [
    ...rows('over half a gigabit a second', line, { limit: 1.05, of: 'median' }),
    ...rows('as fast as this machine sends', unlimited, null),
  ];
}

/**
 * @typedef {{ own: Cost, browsers: Cost }} Pair
 *
 * @param {{ cdp: Session, session: Session, hub: ModelHub, script: string }} place
 * @param {string} name
 * @param {import('../model-hub/manners.mjs').Manner} manner
 * @returns {Promise<Pair>}
 */
async function pair({ cdp, session, hub, script }, name, manner) {
  const add = (/** @type {string} */ owner) => {
    const model = hub.add(`${owner}/${name}`, randomModel(size));
    const files = [...model.repository.files.keys()];
    for (const file of files) model.answer(file, manner);
    return { url: `${hub.origin}/${model.name}`, files };
  };
  const first = add('own').url;
  const own = await cost(cdp, () =>
    evaluate(session, `(${ownWay})('${script}', '${first}')`, { timeoutMs }),
  );
  const { url, files } = add('browsers');
  const all = JSON.stringify(files.map((file) => `${url}/resolve/main/${file}`));
  const browsers = await cost(cdp, () =>
    evaluate(session, `(${browsersWay})(${all})`, { timeoutMs }),
  );
  await evaluate(session, "caches.delete('webllm/model')");
  return { own, browsers };
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
  port1.postMessage({ args: { weightsUrl: model, file: null, sourceUrl: model } });
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
 * @param {string} how
 * @param {readonly Pair[]} pairs
 * @param {Row['budget']} budget of the share
 * @returns {Row[]}
 */
function rows(how, pairs, budget) {
  const all = (size.shards * size.shardBytes) / 1e6;
  const peaks = (/** @type {'own' | 'browsers'} */ way) =>
    pairs.flatMap((pair) => pair[way].peakMb ?? []);
  const memory = peaks('own').length > 0;
  return [
    row(`${all} MB, ${how}`, 'ms', times(pairs, 'own'), null),
    row('  by the browser’s own means', 'ms', times(pairs, 'browsers'), null),
    row('  Sotto’s time as a share of that', 'times', pairs.map(ratio), budget),
    ...(memory
      ? [
          row('  memory on the way', 'MB', peaks('own'), { limit: heldWholeMb, of: 'max' }),
          row('    by the browser’s own means', 'MB', peaks('browsers'), null),
        ]
      : []),
  ];
}

/** @param {Pair} pair */
const ratio = ({ own, browsers }) => own.ms / browsers.ms;

/**
 * @param {readonly Pair[]} pairs
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
