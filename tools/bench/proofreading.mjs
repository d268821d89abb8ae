import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { optionsUrl } from '../start/models.mjs';
import { timesOfRules } from './in-worker.mjs';
import { prose } from './prose.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 */

/** A page of text; and nobody shall wait for its corrections. */
const pageWords = 500;
const patienceMs = 300;

/** A first one, for which all is loaded, and so many after it. */
const texts = 6;

/**
 * Each run in a worker of its own.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function proofreadingRows({ browser, extension, runs }) {
  const script = readdirSync(join(extension, 'assets')).find((one) => /^proofreader-/.test(one));
  const words = prose(pageWords * texts).split(' ');
  const pages = Array.from({ length: texts }, (_, at) =>
    words.slice(at * pageWords, (at + 1) * pageWords).join(' '),
  );
  const options = await openTab(browser.cdp, optionsUrl(browser, extension));
  const asked = JSON.stringify({ script: `/assets/${script}`, texts: pages });
  /** @type {number[][]} */
  const all = [];
  for (let run = 0; run < runs.rules; run += 1)
    all.push(await evaluate(options.session, `(${timesOfRules})(${asked})`, { timeoutMs: 60_000 }));
  await closeTarget(browser.cdp, options.pageId);
  const first = all.map(([one = 0]) => one);
  const later = all.flatMap(([, ...others]) => others);
  return [
    { what: 'the first page, with the dictionary', unit: 'ms', values: first, budget: null },
    {
      ...{ what: 'a later page', unit: 'ms', values: later },
      budget: { limit: patienceMs, of: 'max' },
    },
    {
      ...{ what: 'the first, as of the later ones', unit: 'times', budget: null },
      values: all.map(([one = 0, ...others]) => one / Math.max(1, middle(others))),
    },
  ];
}

/** @param {number[]} values */
function middle(values) {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
