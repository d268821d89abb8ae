import { readFileSync } from 'node:fs';
import type { Sotto } from './sotto.ts';

/**
 * Megabytes that nobody shares, of all processes that hold a model: its worker's renderer, and the GPU's, where a software
 * adapter keeps the weights.
 */
export async function privateMegabytes({ browser }: Sotto): Promise<number> {
  const { processInfo } = await browser.cdp.send('SystemInfo.getProcessInfo');
  const holders = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU');
  return holders.reduce((sum, { id }) => sum + privateKilobytes(id), 0) / 1024;
}

function privateKilobytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const found = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)];
  return found.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0);
}
