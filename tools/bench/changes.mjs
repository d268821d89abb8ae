import { evaluate } from '../browser/evaluate.mjs';
import { openTab } from '../browser/targets.mjs';
import { prose } from './prose.mjs';

/**
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {{ ownMs: number, libraryMs: number, count: number, isExact: boolean }} Taken
 */

const words = 2000;

/**
 * The changes between two texts, in pages of their own.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function changesRows(stage) {
  const before = prose(words);
  // The same words in other sentences: harder than a text that has no word in common.
  const other = prose(2 * words).slice(before.length);
  return [
    ...(await rowsOf(stage, 'lightly edited', before, lightlyEdited(before))),
    ...(await rowsOf(stage, 'wholly different', before, other)),
  ];
}

/** @param {string} text with a word in 25 replaced, one in 40 left out and one in 40 added. */
function lightlyEdited(text) {
  return text
    .split(' ')
    .flatMap((word, at) => {
      if (at % 25 === 7) return ['edited'];
      if (at % 40 === 11) return [];
      return at % 40 === 31 ? [word, 'indeed'] : [word];
    })
    .join(' ');
}

/**
 * @param {Stage} stage
 * @param {string} what
 * @param {string} before
 * @param {string} after
 * @returns {Promise<Row[]>}
 */
async function rowsOf({ browser, site, runs }, what, before, after) {
  const { session, pageId } = await openTab(browser.cdp, `${site}changes.html`);
  const texts = `${JSON.stringify(before)}, ${JSON.stringify(after)}`;
  /** @type {Taken[]} */
  const taken = [];
  for (let run = 0; run <= runs.changes; run += 1) {
    taken.push(await evaluate(session, `globalThis.compare(${texts})`));
  }
  await browser.cdp.send('Target.closeTarget', { targetId: pageId });
  if (!taken.every(({ count, isExact }) => count > 0 && isExact))
    throw new Error('The changes do not make the new text');
  const [first, ...further] = taken;
  const whole = `changes of ${words.toLocaleString('en')} words, ${what}`;
  const limit = { limit: 50, of: /** @type {const} */ ('median') };
  return [
    row(
      whole,
      'ms',
      further.map(({ ownMs }) => ownMs),
      limit,
    ),
    row('  the first time, with code that was never run', 'ms', [first?.ownMs ?? 0], null),
    row(
      '  the library’s own words instead',
      'ms',
      further.map(({ libraryMs }) => libraryMs),
      null,
    ),
    row('  Sotto’s time as a share of that', '%', further.map(share), null),
  ];
}

/** @param {Taken} taken */
const share = ({ ownMs, libraryMs }) => (100 * ownMs) / libraryMs;

/**
 * @param {string} what
 * @param {Row['unit']} unit
 * @param {readonly number[]} values
 * @param {Row['budget']} budget
 * @returns {Row}
 */
const row = (what, unit, values, budget) => ({ what, unit, values, budget });
