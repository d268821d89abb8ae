import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { evaluate } from '../../../tools/browser/evaluate.mjs';

/**
 * Runs first in a worker, where there is no class of devices yet: keeps each device whose errors somebody listens for
 * within the debugger's reach.
 */
export const keepDevices = `{
  const { addEventListener } = EventTarget.prototype;
  globalThis.plantedDevices = new Set();
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === 'uncapturederror') plantedDevices.add(this);
    return addEventListener.call(this, type, ...rest);
  };
}`;

async function onDevice(worker: CdpSession, expression: string): Promise<void> {
  await evaluate(worker, `{ const [device] = plantedDevices; ${expression}; }`);
}

/** As when the driver is reset, or the machine wakes up with another GPU. */
export function loseGpu(worker: CdpSession): Promise<void> {
  return onDevice(worker, 'device.destroy()');
}

/** What the browser tells when something found no room in the GPU's memory. */
export function exhaustGpu(worker: CdpSession): Promise<void> {
  return onDevice(
    worker,
    `const error = new GPUOutOfMemoryError('planted');
     device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }))`,
  );
}
