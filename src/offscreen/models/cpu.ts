import { correctedSpeed, observe, type RunTimes } from '../../core/models/corrected-speed.ts';
import { type CpuSpeed, predictCpuSpeed } from '../../core/models/cpu-speed.ts';
import { cpuThreads } from '../../core/models/cpu-threads.ts';
import { fitOnCpu, type ModelFit } from '../../core/models/fit.ts';
import type { GgufVariant, ModelShape } from '../../core/models/model.ts';
import type { Speed } from '../../core/models/speed.ts';
import { logError } from '../../platform/log.ts';
import { measureCpu } from '../gauge-worker.ts';
import { browserVersion } from '../gpu.ts';
import { loadCpuSpeed, loadRuns, saveCpuSpeed, saveRun } from './measurements.ts';

const cores = navigator.hardwareConcurrency;
const threads = cpuThreads(cores);

/** Another browser compiles other code; another machine has another number of cores. */
const key = `cpu ${cores} ${browserVersion()}`;

/** The processor, and what was measured of it. */
export class Cpu {
  /** Measured when it is first asked for, which takes a fifth of a second. */
  #measured: Promise<CpuSpeed | null> | null = null;

  /** Null where it could not be measured. */
  async speedOf(shape: ModelShape, { id }: GgufVariant): Promise<Speed | null> {
    const measured = await this.#speed();
    if (!measured) return null;
    return correctedSpeed(predictCpuSpeed(measured, shape, threads), await loadRuns(key, id));
  }

  fitOf({ memoryMb }: GgufVariant, speed: Speed | null): ModelFit {
    return fitOnCpu({ memoryMb, deviceMemoryGb: navigator.deviceMemory ?? null, speed });
  }

  async learn(shape: ModelShape, { id }: GgufVariant, times: RunTimes): Promise<void> {
    const measured = await this.#speed();
    const run = measured && observe(times, predictCpuSpeed(measured, shape, threads));
    if (run) await saveRun(key, id, run);
  }

  forget(): void {
    this.#measured = null;
  }

  #speed(): Promise<CpuSpeed | null> {
    this.#measured ??= loadOrMeasure();
    return this.#measured;
  }
}

async function loadOrMeasure(): Promise<CpuSpeed | null> {
  const stored = await loadCpuSpeed(key);
  if (stored) return stored;
  try {
    const measured = await measureCpu();
    await saveCpuSpeed(key, measured);
    return measured;
  } catch (thrown) {
    logError(thrown);
    return null;
  }
}
