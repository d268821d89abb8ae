import { evaluate } from '../browser/evaluate.mjs';
import { openTab } from '../browser/targets.mjs';
import { prose } from './prose.mjs';

/** @typedef {import('./table.mjs').Row} Row */

/**
 * The instant summary of 10,000 words, in a page of its own.
 * @param {import('./stage.mjs').Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function extractionRows({ browser, site, runs }) {
  const { session, pageId } = await openTab(browser.cdp, `${site}extraction.html`);
  const text = JSON.stringify(prose(10_000));
  const taken = [];
  for (let run = 0; run <= runs.extraction; run += 1) {
    taken.push(await evaluate(session, `globalThis.summarize(${text})`));
  }
  await browser.cdp.send('Target.closeTarget', { targetId: pageId });
  if (taken.some(({ summary }) => summary === '')) throw new Error('The summary is empty');
  const [first, ...further] = taken;
  /** @param {'totalMs' | 'workMs' | 'longestTurnMs'} figure */
  const each = (figure) => further.map((one) => one[figure]);
  const what = 'extraction of 10,000 words';
  return [
    row(`${what}: until its result`, each('totalMs'), { limit: 50, of: 'median' }),
    row('  its own work alone, without giving the thread back', each('workMs'), null),
    row('  the first time, with code that was never run', [first.totalMs], null),
    row('  longest turn of the thread', each('longestTurnMs'), { limit: 16, of: 'max' }),
    row('  longest turn, the first time', [first.longestTurnMs], { limit: 16, of: 'max' }),
  ];
}

/**
 * @param {string} what
 * @param {number[]} values
 * @param {import('./table.mjs').Budget | null} budget
 * @returns {Row}
 */
const row = (what, values, budget) => ({ what, unit: 'ms', values, budget });
