import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { directPage } from '../local-model/direct-page.mjs';
import { optionsUrl } from '../start/models.mjs';
import { readCore, readTypeScript } from './core.mjs';
import { timedMeasurement } from './in-page.mjs';
import { passage } from './site.mjs';
import { spread } from './statistics.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('../../src/core/models/speed.ts').Speed} Speed
 * @typedef {import('../local-model/direct-page.mjs').DirectAnswer} DirectAnswer
 *
 * @typedef {{ tookMs: number, predicted: Speed, measured: Speed }} Compared
 * @typedef {{ promptTokens: number, tokens: number }} Lengths
 */

/** What a prediction may be off by. */
const aim = 1.5;

/** A person may be kept waiting that long. */
const longestMs = 3000;

const timeoutMs = 180_000;

/**
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function predictionRows(stage) {
  const { browser, extension, runs, site } = stage;
  const predict = await predictor(stage);
  const options = await openTab(browser.cdp, optionsUrl(browser, extension));
  const direct = await openTab(browser.cdp, `${site}${directPage}`);
  await evaluate(direct.session, 'globalThis.ready', { timeoutMs });
  const answer = `answer(${JSON.stringify(prompt)})`;
  // Not measured: the first answer has kernels compiled.
  await evaluate(direct.session, answer, { timeoutMs });
  const compared = [];
  for (let run = 0; run < runs.predictions; run += 1) {
    const { tookMs, device } = await evaluate(options.session, `(${timedMeasurement})()`);
    const answered = await evaluate(direct.session, answer, { timeoutMs });
    compared.push({ tookMs, predicted: predict(device, answered), measured: answered.speed });
  }
  await closeTarget(browser.cdp, options.pageId);
  await closeTarget(browser.cdp, direct.pageId);
  return rows(compared);
}

/** Of some hundred tokens, as a paragraph that a person selects. */
const prompt = { system: 'Summarize the text.', user: passage, temperature: 0, maxTokens: 40 };

/**
 * @param {Stage} stage
 * @returns {Promise<(device: import('../../src/core/models/speed.ts').DeviceSpeed, lengths: Lengths) => Speed>}
 */
async function predictor({ root, modelFolder }) {
  const { predictSpeed, quantizationOf } = await readCore(root);
  const { readLocalModel } = /** @type {typeof import('../build/local-model.ts')} */ (
    await readTypeScript(root, 'tools/build/local-model.ts')
  );
  const { shape, f32 } = readLocalModel(modelFolder).entry;
  return (device, { promptTokens, tokens }) => {
    const lengths = { promptTokens, answerTokens: tokens };
    const speed = predictSpeed(device, shape, quantizationOf(f32.quantization), lengths);
    if (!speed) throw new Error('Nothing was predicted');
    return speed;
  };
}

/**
 * @param {readonly Compared[]} compared
 * @returns {Row[]}
 */
function rows(compared) {
  const took = compared.map(({ tookMs }) => tookMs);
  return [
    row('measuring the adapter', 'ms', took, { limit: longestMs, of: 'max' }),
    ...partRows('reading', 'prefill', compared),
    ...partRows('writing', 'decode', compared),
  ];
}

/**
 * What else the machine does makes the model slower, never faster, and is in no prediction: the fastest run counts.
 * @param {string} what
 * @param {keyof Speed} part
 * @param {readonly Compared[]} compared
 * @returns {Row[]}
 */
function partRows(what, part, compared) {
  const predicted = compared.map((one) => one.predicted[part]);
  const measured = compared.map((one) => one.measured[part]);
  const off = compared.map((one) => offBy(one.predicted[part] / one.measured[part]));
  const offAtBest = offBy(spread(predicted).median / spread(measured).max);
  return [
    row(`${what}, predicted`, 'tokens/s', predicted, null),
    row('  measured', 'tokens/s', measured, null),
    row('  off by, prediction by prediction', 'times', off, null),
    row('  off by, their median and the fastest run', 'times', [offAtBest], {
      limit: aim,
      of: 'median',
    }),
  ];
}

/** @param {number} ratio */
const offBy = (ratio) => Math.max(ratio, 1 / ratio);

/**
 * @param {string} what
 * @param {Row['unit']} unit
 * @param {number[]} values
 * @param {Row['budget']} budget
 * @returns {Row}
 */
const row = (what, unit, values, budget) => ({ what, unit, values, budget });
