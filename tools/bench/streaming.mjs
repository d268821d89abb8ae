import { join } from 'node:path';
import { build } from 'vite';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { gesture } from './gesture.mjs';
import { prose } from './prose.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./panel-stream.ts').Streamed} Streamed
 */

const count = 2000;

/** 250 pieces in a second: faster than any model here, and than frames. */
const everyMs = 4;

/** By how much what is shown may lag behind: the last frame. */
const lag = 500;

const timeoutMs = 60_000;

/**
 * 2,000 pieces into the product's own panel, in a page; and the same without a panel, which tells what of it is the
 * machine's.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function streamingRows(stage) {
  const { browser, site, runs } = stage;
  const tab = await openTab(browser.cdp, `${site}article.html`);
  await browser.cdp.send('Target.activateTarget', { targetId: tab.pageId });
  // It brings the extension into the page.
  const { world } = await gesture(browser, tab, 'Summarize this page');
  await evaluate(tab.session, await bundle(stage.root), { world });
  const pieces = prose(count)
    .split(/(?<=\s)/)
    .slice(0, count);
  /** @param {boolean} isShown @returns {Promise<Streamed>} */
  const stream = (isShown) => {
    const args = JSON.stringify({ pieces, everyMs, isShown });
    return evaluate(tab.session, `streamIntoPanel(${args})`, { world, timeoutMs });
  };
  // Not measured: code that was never run.
  await stream(true);
  const [shown, alone] = [[], []].map((list) => /** @type {Streamed[]} */ (list));
  for (let run = 0; run < runs.streams; run += 1) {
    shown?.push(await stream(true));
    alone?.push(await stream(false));
  }
  await closeTarget(browser.cdp, tab.pageId);
  return rows(shown ?? [], alone ?? [], pieces.join('').length);
}

/**
 * @param {readonly Streamed[]} shown
 * @param {readonly Streamed[]} alone
 * @param {number} characters
 * @returns {Row[]}
 */
function rows(shown, alone, characters) {
  if (shown.some((one) => one.characters < characters - lag))
    throw new Error('The panel shows less');
  const turns = (/** @type {readonly Streamed[]} */ list) => list.map((one) => one.longestTurnMs);
  const what = `${count} pieces into the panel: longest turn of the page`;
  return [
    { what, unit: 'ms', values: turns(shown), budget: { limit: 50, of: 'max' } },
    { what: '  the same pieces without a panel', unit: 'ms', values: turns(alone), budget: null },
  ];
}

/**
 * One classic script: a world of an extension in a page takes no modules from the page's own address.
 * @param {string} root the project's folder
 */
async function bundle(root) {
  const output = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(root, 'tools/bench/panel-stream.ts'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const [result] = [output].flat();
  const chunk = result && 'output' in result && result.output.find(({ type }) => type === 'chunk');
  if (!chunk || !('code' in chunk)) throw new Error('The panel could not be built');
  return chunk.code;
}
