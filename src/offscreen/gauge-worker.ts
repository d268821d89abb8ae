import type { DeviceSpeed } from '../core/models/speed.ts';
import { Channels } from '../protocol/channels.ts';
import type { GaugeStreams } from '../protocol/contract.ts';

/**
 * Measures the GPU, in three seconds at most and in a worker that ends with it: what a driver does not give back to the
 * device's end goes then. Not while a model runs: each would slow the other.
 */
export async function* measureDevice(
  signal: AbortSignal,
): AsyncGenerator<DeviceSpeed, void, undefined> {
  const worker = new Worker(new URL('../worker/measure/gauge.ts', import.meta.url), {
    type: 'module',
    name: 'gauge',
  });
  const channels = new Channels<GaugeStreams>((message, port) =>
    worker.postMessage(message, [port]),
  );
  worker.onerror = () => channels.hangUp();
  try {
    yield* channels.open(signal, 'measure', null);
  } finally {
    worker.terminate();
  }
}
