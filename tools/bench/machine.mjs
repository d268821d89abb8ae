import { cpus, loadavg, totalmem } from 'node:os';
import { evaluate } from '../browser/evaluate.mjs';
import { openTab } from '../browser/targets.mjs';
import { describeGpu } from '../check-device/options.mjs';

/**
 * What the figures are true of.
 * @typedef {Record<string, string>} Machine
 */

/**
 * @param {import('./stage.mjs').Stage} stage
 * @returns {Promise<Machine>}
 */
export async function describeMachine({ browser, site }) {
  const { product } = await browser.cdp.send('Browser.getVersion');
  const { session, pageId } = await openTab(browser.cdp, `${site}extraction.html`);
  const gpu = await evaluate(session, `(${describeGpu})()`);
  await browser.cdp.send('Target.closeTarget', { targetId: pageId });
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  return {
    machine: `${process.platform} ${process.arch}, ${cores.length} cores, ${cores[0]?.model.trim() ?? 'unknown processor'}, ${memory}`,
    browser: `${product}, headless`,
    adapter: `WebGPU by ${[gpu.vendor, gpu.architecture, gpu.description].filter(Boolean).join(', ')}`,
    'load before': load(),
  };
}

/** How many programs want a core; more than there are cores makes every time longer. */
export const load = () => loadavg()[0]?.toFixed(1) ?? '';
