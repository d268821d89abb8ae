import { offscreenDocument } from '../browser/targets.mjs';
import { gesture } from './gesture.mjs';
import { inSotto } from './written.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('../browser/cdp-pipe.mjs').CdpSession} CdpSession
 *
 * @typedef {object} Profile the part that we read of V8's; times in microseconds
 * @property {{ id: number, callFrame: { functionName: string } }[]} nodes
 * @property {number} startTime
 * @property {number} endTime
 * @property {number[]} [samples] a node each
 * @property {number[]} [timeDeltas] since the sample before
 */

const samplingUs = 500;

/**
 * How much of the time in which the model writes the two threads that work for Sotto alone have something to do.
 * @param {Stage} stage with the model loaded
 * @returns {Promise<Row[]>}
 */
export async function busyRows(stage) {
  const shares = [];
  for (let run = 0; run < stage.runs.busy; run += 1) shares.push(await sharesOf(stage));
  const room = shares.map(([one = 0]) => one);
  const page = shares.map(([, one = 0]) => one);
  const both = shares.map(([a = 0, b = 0]) => a + b);
  return [
    row('busy while the model writes: engine room and page', both, { limit: 5, of: 'median' }),
    row('  the engine room', room, null),
    row('  the page, which draws the panel', page, null),
  ];
}

/**
 * @param {string} what
 * @param {number[]} values
 * @param {Row['budget']} budget
 * @returns {Row}
 */
const row = (what, values, budget) => ({ what, unit: '%', values, budget });

/** @param {Stage} stage */
async function sharesOf(stage) {
  const { cdp, extensionId } = stage.browser;
  const room = await offscreenDocument(cdp, extensionId);
  /** @type {Profile[]} */
  let profiles = [];
  const { decodeMs } = await inSotto(stage, async (browser, tab, button) => {
    const threads = [room, tab.session];
    for (const thread of threads) await startProfiler(thread);
    const asked = await gesture(browser, tab, button);
    profiles = await Promise.all(threads.map(stopProfiler));
    return asked;
  });
  return profiles.map((profile) => (100 * busyMs(profile, decodeMs)) / decodeMs);
}

/** @param {CdpSession} thread */
async function startProfiler(thread) {
  await thread.send('Profiler.enable');
  await thread.send('Profiler.setSamplingInterval', { interval: samplingUs });
  await thread.send('Profiler.start');
}

/** @param {CdpSession} thread */
async function stopProfiler(thread) {
  const { profile } = await thread.send('Profiler.stop');
  await thread.send('Profiler.disable');
  return profile;
}

/**
 * @param {Profile} profile
 * @param {number} lastMs of it: what came before does not count
 */
export function busyMs({ nodes, samples = [], timeDeltas = [], startTime, endTime }, lastMs) {
  const idle = nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)');
  const idleIds = new Set(idle.map(({ id }) => id));
  const from = endTime - lastMs * 1000;
  let at = startTime;
  let busyUs = 0;
  for (const [place, id] of samples.entries()) {
    const took = timeDeltas[place] ?? 0;
    at += took;
    if (at > from && !idleIds.has(id)) busyUs += took;
  }
  return busyUs / 1000;
}
