import type { DeviceSpeed } from '../../core/models/speed.ts';
import type { Gpu } from './gpu.ts';
import { ProductGauge } from './product-speed.ts';
import { SmallKernels } from './small-kernels.ts';
import { Stopwatch } from './stopwatch.ts';

/** What compiling and the last step need is on top; a person may be kept waiting for three seconds. */
const wholeMs = 2400;
const stepMs = 250;

export async function measureDevice(signal: AbortSignal, gpu: Gpu): Promise<DeviceSpeed> {
  const stopwatch = new Stopwatch(signal, wholeMs);
  const small = await SmallKernels.compile(gpu);
  const dispatchMs = await stopwatch.perRun(stepMs, (count) => small.run(count));
  const readbackMs = await stopwatch.perRun(stepMs / 2, (count) => small.readBack(count));
  const products = new ProductGauge(gpu, stopwatch, stepMs);
  return {
    f32: await products.speed('f32'),
    f16: gpu.hasF16 ? await products.speed('f16') : null,
    dispatchMs,
    readbackMs,
    measuredAt: Date.now(),
  };
}
