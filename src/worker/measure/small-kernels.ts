import type { Gpu } from './gpu.ts';
import norm from './norm.wgsl?raw';

const length = 1024;

/** The many small kernels of a model, each needing the one before it, issued as WebLLM does: pass, arguments and bindings anew. */
export class SmallKernels {
  readonly #gpu: Gpu;
  readonly #pipeline: GPUComputePipeline;
  readonly #vector: GPUBuffer;
  readonly #arguments: readonly GPUBuffer[];
  readonly #readable: GPUBuffer;

  constructor(gpu: Gpu, pipeline: GPUComputePipeline) {
    this.#gpu = gpu;
    this.#pipeline = pipeline;
    const buffer = (size: number, usage: number) => gpu.device.createBuffer({ size, usage });
    this.#vector = buffer(length * 4, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    this.#arguments = Array.from({ length: kernelsPerSubmit }, () =>
      buffer(4, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST),
    );
    this.#readable = buffer(4, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  }

  static async compile(gpu: Gpu): Promise<SmallKernels> {
    return new SmallKernels(gpu, await gpu.pipeline(norm));
  }

  async run(count: number): Promise<void> {
    for (let left = count; left > 0; left -= kernelsPerSubmit)
      this.#submit(Math.min(left, kernelsPerSubmit));
    await this.#gpu.idle();
  }

  /** A result of one kernel comes back, as each token does. */
  async readBack(count: number): Promise<void> {
    const { device } = this.#gpu;
    for (let done = 0; done < count; done += 1) {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(this.#vector, 0, this.#readable, 0, 4);
      device.queue.submit([encoder.finish()]);
      await this.#gpu.untilLost(this.#readable.mapAsync(GPUMapMode.READ));
      this.#readable.unmap();
    }
  }

  #submit(count: number): void {
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder();
    for (const uniform of this.#arguments.slice(0, count)) {
      const pass = encoder.beginComputePass();
      device.queue.writeBuffer(uniform, 0, new Uint32Array([length]));
      pass.setPipeline(this.#pipeline);
      pass.setBindGroup(0, this.#group(uniform));
      pass.dispatchWorkgroups(1);
      pass.end();
    }
    device.queue.submit([encoder.finish()]);
  }

  #group(uniform: GPUBuffer): GPUBindGroup {
    return this.#gpu.device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: this.#vector } },
        { binding: 1, resource: { buffer: uniform } },
      ],
    });
  }
}

/** As many as a few layers have. */
const kernelsPerSubmit = 48;
