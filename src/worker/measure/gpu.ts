import { AppError, toAppError } from '../../core/errors.ts';

/** A device of its own, with what has to be asked of it at each step. */
export class Gpu {
  readonly device: GPUDevice;
  readonly hasF16: boolean;
  readonly #lost: Promise<never>;

  constructor(device: GPUDevice) {
    this.device = device;
    this.hasF16 = device.features.has('shader-f16');
    this.#lost = device.lost.then(({ message }) => {
      throw new AppError('device-lost', `The GPU device was lost: ${message}`);
    });
    // Nobody may be waiting when it is lost, and `destroy` loses it as well.
    this.#lost.catch(() => {});
  }

  /** What a lost device promises may never come. */
  untilLost<Value>(work: Promise<Value>): Promise<Value> {
    return Promise.race([work, this.#lost]);
  }

  /** When all that was submitted is done. */
  async idle(): Promise<void> {
    await this.untilLost(this.device.queue.onSubmittedWorkDone());
  }

  async pipeline(code: string): Promise<GPUComputePipeline> {
    const module = this.device.createShaderModule({ code });
    const compute = { module, entryPoint: 'main' };
    return this.untilLost(this.device.createComputePipelineAsync({ layout: 'auto', compute }));
  }
}

/** Destroys the device afterwards. Errors are `no-gpu`, `device-lost`, `out-of-memory` or `unexpected`. */
export async function withGpu<Result>(work: (gpu: Gpu) => Promise<Result>): Promise<Result> {
  const device = await openDevice();
  try {
    return await checked(new Gpu(device), work);
  } finally {
    device.destroy();
  }
}

async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new AppError('no-gpu', 'No WebGPU adapter.');
  const requiredFeatures: GPUFeatureName[] = adapter.features.has('shader-f16')
    ? ['shader-f16']
    : [];
  try {
    return await adapter.requestDevice({ requiredFeatures });
  } catch (thrown) {
    throw new AppError('no-gpu', `No WebGPU device: ${toAppError(thrown).message}`, {
      cause: thrown,
    });
  }
}

/** A refused buffer or kernel throws nothing by itself, and what does nothing would seem fast. */
async function checked<Result>(gpu: Gpu, work: (gpu: Gpu) => Promise<Result>): Promise<Result> {
  const { device } = gpu;
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const result = await work(gpu);
  const outOfMemory = await gpu.untilLost(device.popErrorScope());
  const invalid = await gpu.untilLost(device.popErrorScope());
  if (outOfMemory) throw new AppError('out-of-memory', outOfMemory.message);
  if (invalid) throw new AppError('unexpected', `GPU validation: ${invalid.message}`);
  return result;
}
