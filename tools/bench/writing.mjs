import { busyRows } from './busy.mjs';
import { inSotto, openDirect } from './written.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./written.mjs').Written} Written
 */

/** As few tokens as would make a time of chance. */
const leastTokens = 60;

/**
 * The same prompt to the same model by two ways, in turns.
 * @param {Stage} stage with the model on disk
 * @returns {Promise<Row[]>}
 */
export async function writingRows(stage) {
  const direct = await openDirect(stage);
  const sotto = () => inSotto(stage);
  // The first run of each loads the model and has it compiled.
  agree(await sotto(), await direct());
  const pairs = [];
  for (let run = 0; run < stage.runs.pairs; run += 1) {
    // Who begins changes, so that a machine that grows slower is unfair to both alike.
    const [first, second] = run % 2 === 0 ? [sotto, direct] : [direct, sotto];
    const written = [await first(), await second()];
    if (run % 2 === 1) written.reverse();
    pairs.push(pairOf(written));
  }
  return [...rows(pairs), ...(await busyRows(stage))];
}

/** @typedef {{ sotto: Written, direct: Written }} Pair */

/** @param {Pair[]} pairs */
function rows(pairs) {
  /** @param {keyof Pair} who */
  const speeds = (who) => pairs.map((pair) => tokensPerSecond(pair[who]));
  const shares = pairs.map(({ sotto, direct }) => share(sotto.decodeMs, direct.decodeMs));
  return [
    row('writing, through Sotto', 'tokens/s', speeds('sotto'), null),
    row('writing, WebLLM alone in a page', 'tokens/s', speeds('direct'), null),
    row("Sotto's own share of that time, pair by pair", '%', shares, { limit: 5, of: 'median' }),
    row('  of the fastest run of each', '%', [fastestShare(pairs)], null),
  ];
}

/**
 * Whatever else the machine does makes a run slower, never faster.
 * @param {Pair[]} pairs
 */
function fastestShare(pairs) {
  /** @param {keyof Pair} who */
  const fastest = (who) => Math.min(...pairs.map((pair) => pair[who].decodeMs));
  return share(fastest('sotto'), fastest('direct'));
}

/**
 * What is gone without Sotto, in percent.
 * @param {number} withSotto
 * @param {number} without
 */
const share = (withSotto, without) => 100 * (1 - without / withSotto);

/**
 * @param {string} what
 * @param {Row['unit']} unit
 * @param {number[]} values
 * @param {Row['budget']} budget
 * @returns {Row}
 */
const row = (what, unit, values, budget) => ({ what, unit, values, budget });

/** @param {Written} written */
const tokensPerSecond = ({ tokens, decodeMs }) => (tokens - 1) / (decodeMs / 1000);

/**
 * @param {Written[]} written
 * @returns {Pair}
 */
function pairOf([sotto, direct]) {
  if (!sotto || !direct) throw new Error('Nothing was written');
  agree(sotto, direct);
  return { sotto, direct };
}

/**
 * Times of different answers cannot be compared.
 * @param {Written} sotto
 * @param {Written} direct
 */
function agree(sotto, direct) {
  const [a, b] = [sotto, direct].map(({ text }) => text.replace(/\s+/g, ' ').trim());
  if (a !== b || sotto.tokens !== direct.tokens) {
    throw new Error(`The answers differ:\n${a} (${sotto.tokens})\n${b} (${direct.tokens})`);
  }
  if (sotto.tokens < leastTokens) throw new Error(`${sotto.tokens} tokens are too few`);
}
