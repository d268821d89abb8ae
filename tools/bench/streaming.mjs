import { join } from 'node:path';
import { build } from 'vite';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { gesture } from './gesture.mjs';
import { prose } from './prose.mjs';
import { longestTask, traced } from './tasks.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./panel-stream.ts').Streamed} Streamed
 */

const count = 2000;

/** 500 pieces in a second: faster than any model, and than frames. */
const everyMs = 2;

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
  /** @param {boolean} isShown */
  const stream = (isShown) => {
    const args = JSON.stringify({ pieces, everyMs, isShown });
    const work = () => evaluate(tab.session, `streamIntoPanel(${args})`, { world, timeoutMs });
    return measured(browser.cdp, work, pieces.join('').length);
  };
  // Not measured: code that was never run.
  await stream(true);
  const shown = [];
  const alone = [];
  for (let run = 0; run < runs.streams; run += 1) {
    shown.push(await stream(true));
    alone.push(await stream(false));
  }
  await closeTarget(browser.cdp, tab.pageId);
  const what = `${count} pieces into the panel: longest task of the page`;
  return [
    { what, unit: 'ms', values: shown, budget: { limit: 50, of: 'max' } },
    { what: '  the same pieces without a panel', unit: 'ms', values: alone, budget: null },
  ];
}

/**
 * @param {import('../browser/cdp-pipe.mjs').CdpSession} cdp
 * @param {() => Promise<Streamed>} work
 * @param {number} characters that it has in the end
 * @returns {Promise<number>} of its longest task
 */
async function measured(cdp, work, characters) {
  const { result, events } = await traced(cdp, work);
  if (result.frames === 0) throw new Error('Nothing was painted');
  if (result.characters < characters - lag)
    throw new Error('The panel shows less than was written');
  return longestTask(events, { begin: 'stream-begin', end: 'stream-end' });
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
