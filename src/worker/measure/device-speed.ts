import type { DeviceSpeed } from '../../core/models/speed.ts';
import type { Gpu } from './gpu.ts';
import { compileProducts, ProductGauge } from './product-speed.ts';
import { SmallKernels } from './small-kernels.ts';
import { Stopwatch } from './stopwatch.ts';

/** What the last step needs is on top: a person may be kept waiting for three seconds. */
const wholeMs = 2200;
const stepMs = 220;

export async function measureDevice(signal: AbortSignal, gpu: Gpu): Promise<DeviceSpeed> {
  const stopwatch = new Stopwatch(signal, wholeMs);
  // Side by side: some drivers take a tenth of a second for each kernel.
  const [small, f32, f16] = await Promise.all([
    SmallKernels.compile(gpu),
    compileProducts(gpu, 'f32'),
    gpu.hasF16 ? compileProducts(gpu, 'f16') : null,
  ]);
  const dispatchMs = await stopwatch.perRun(stepMs, (count) => small.run(count));
  const readbackMs = await stopwatch.perRun(stepMs / 2, (count) => small.readBack(count));
  const products = new ProductGauge(gpu, stopwatch, stepMs);
  return {
    f32: await products.speed(f32),
    f16: f16 && (await products.speed(f16)),
    dispatchMs,
    readbackMs,
    measuredAt: Date.now(),
  };
}
