import type { ModelShape } from './model.ts';
import { pageMs } from './page-time.ts';
import type { Speed } from './speed.ts';
import { largestTensorBytes, type Quantization } from './weights.ts';

/** Whether it can run here: `too-large` by the adapter's limits or the device's memory, `slow` by what was measured. */
export type ModelFit = 'good' | 'slow' | 'too-large' | 'unknown';

/** What is known of the device's memory. No adapter tells how much it has. */
export type DeviceMemory = {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  /** `navigator.deviceMemory`, which stops at 8 in many browsers; null where it is not told. */
  readonly deviceMemoryGb: number | null;
};

export type FitQuestion = {
  readonly shape: ModelShape;
  readonly quantization: Quantization;
  readonly memoryMb: number;
  readonly memory: DeviceMemory;
  /** Null while nothing is measured. */
  readonly speed: Speed | null;
};

/** Most adapters share the machine's memory with everything that runs on it: half is for the rest. */
const memoryShare = 0.5;

/** Drivers commonly let one buffer have a quarter of what the adapter can reach. */
const buffersInMemory = 4;

/** How long one waits for a page without doing something else meanwhile. */
const patienceMs = 15_000;

const mib = 1024 * 1024;

/** On the CPU all models are slow: this is how long one waits for want of anything better. */
const cpuPatienceMs = 30_000;

type CpuQuestion = {
  readonly memoryMb: number;
  readonly deviceMemoryGb: number | null;
  readonly speed: Speed | null;
};

export function fitOnCpu({ memoryMb, deviceMemoryGb, speed }: CpuQuestion): ModelFit {
  if (deviceMemoryGb !== null && memoryMb > deviceMemoryGb * 1024 * memoryShare) return 'too-large';
  if (!speed) return 'unknown';
  return pageMs('cpu', speed) <= cpuPatienceMs ? 'good' : 'slow';
}

export function fitOf({ shape, quantization, memoryMb, memory, speed }: FitQuestion): ModelFit {
  if (largestTensorBytes(shape, quantization) > bufferLimit(memory)) return 'too-large';
  if (memoryMb > usableMb(memory)) return 'too-large';
  if (!speed) return 'unknown';
  return pageMs('web-llm', speed) <= patienceMs ? 'good' : 'slow';
}

function bufferLimit({ maxBufferSize, maxStorageBufferBindingSize }: DeviceMemory): number {
  return Math.min(maxBufferSize, maxStorageBufferBindingSize);
}

/** The smaller of two guesses, since a model that does not fit takes the whole device down with it. */
function usableMb({ maxBufferSize, deviceMemoryGb }: DeviceMemory): number {
  const byBuffer = (buffersInMemory * maxBufferSize) / mib;
  return deviceMemoryGb === null
    ? byBuffer
    : Math.min(byBuffer, deviceMemoryGb * 1024 * memoryShare);
}
