import { AppError } from '../core/errors.ts';
import type { CpuSpeed } from '../core/models/cpu-speed.ts';
import type { DeviceSpeed } from '../core/models/speed.ts';
import type { GaugeStreams } from '../protocol/worker-streams.ts';
import { watchdog } from './watchdog.ts';
import { WorkerChannel } from './worker-channel.ts';

/**
 * Measures the GPU, in three seconds at most and in a worker that ends with it: what a driver does not give back to the
 * device's end goes then. Not while a model runs: each would slow the other.
 */
export function measureGpu(signal: AbortSignal): Promise<DeviceSpeed> {
  return measured(signal, 'measure');
}

/** Measures one core, in a fifth of a second. */
export function measureCpu(): Promise<CpuSpeed> {
  return measured(new AbortController().signal, 'measureCpu');
}

async function measured<Verb extends keyof GaugeStreams>(
  signal: AbortSignal,
  verb: Verb,
): Promise<GaugeStreams[Verb]['result']> {
  const gauge = new GaugeWorker();
  try {
    for await (const speed of watchdog(gauge.open(signal, verb, null), () => silenceMs))
      return speed;
    throw new AppError('unexpected', 'The gauge ended without a result.');
  } finally {
    gauge.end();
  }
}

/** A driver that compiles slowly is waited for; one that hangs is not. */
const silenceMs = 60_000;

class GaugeWorker extends WorkerChannel<GaugeStreams> {
  constructor() {
    super(
      new Worker(new URL('../worker/measure/gauge.ts', import.meta.url), {
        type: 'module',
        name: 'gauge',
      }),
    );
  }
}
