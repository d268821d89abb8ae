import { AppError } from '../core/errors.ts';
import { cpuThreads } from '../core/models/cpu-threads.ts';
import type { ModelVariant } from '../core/models/model.ts';
import { isGguf } from '../core/models/variant.ts';
import type { CpuStreams } from '../protocol/worker-streams.ts';
import type { Hosted } from './model-engine.ts';
import { WorkerChannel } from './worker-channel.ts';

/** Loads a model into a fresh worker of llama.cpp's, out of the cache alone. */
export function hostByCpu(signal: AbortSignal, variant: ModelVariant): Hosted {
  if (!isGguf(variant)) throw new AppError('unexpected', `${variant.id} is for a GPU.`);
  const { weightsUrl, file, contextTokens, thinks } = variant;
  const threads = cpuThreads(navigator.hardwareConcurrency);
  const worker = new CpuWorker();
  const args = { weightsUrl, file, contextTokens, threads, thinks };
  // It reads 64 tokens at a time, and looks between them.
  return { worker, loading: worker.open(signal, 'load', args), stopsPrefill: true };
}

/** Ends with the workers that it starts itself. */
class CpuWorker extends WorkerChannel<CpuStreams> {
  constructor() {
    super(
      new Worker(new URL('../worker/cpu/cpu-host.ts', import.meta.url), {
        type: 'module',
        name: 'cpu',
      }),
    );
  }
}
