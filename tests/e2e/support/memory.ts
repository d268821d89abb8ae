import { readFileSync } from 'node:fs';
import { offscreenDocument } from '../../../tools/browser/targets.mjs';
import type { Page, Sotto } from './sotto.ts';

/**
 * Megabytes that nobody shares and that are no garbage, of all processes that may hold a model: its worker's renderer, and
 * the GPU's, where a software adapter keeps the weights. `page` is open too, and made garbage of its own.
 */
export async function privateMegabytes({ browser }: Sotto, page: Page): Promise<number> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  for (const { send } of [room, page.tab.session]) await send('HeapProfiler.collectGarbage');
  const { processInfo } = await browser.cdp.send('SystemInfo.getProcessInfo');
  const holders = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU');
  return holders.reduce((sum, { id }) => sum + privateKilobytes(id), 0) / 1024;
}

function privateKilobytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const found = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)];
  return found.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0);
}
