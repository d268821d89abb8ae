import type { Gpu } from './gpu.ts';
import type { Kernels } from './kernels.ts';

export type ProductSize = {
  readonly rows: number;
  readonly tokens: number;
  /** Of the same size, taken in turns, so that none is still in a cache. */
  readonly matrices: number;
};

/** Quantized matrices, and tokens to be multiplied with them. */
export class Product {
  readonly #gpu: Gpu;
  readonly #kernels: Kernels;
  readonly #size: ProductSize;
  readonly #buffers: GPUBuffer[] = [];
  readonly #groups: readonly GPUBindGroup[];
  #next = 0;

  constructor(gpu: Gpu, kernels: Kernels, size: ProductSize) {
    this.#gpu = gpu;
    this.#kernels = kernels;
    this.#size = size;
    this.#groups = this.#bind();
  }

  /** So many products, each after the one before. */
  async run(count: number): Promise<void> {
    const { tile, product } = this.#kernels;
    const { rows, tokens } = this.#size;
    const encoder = this.#gpu.device.createCommandEncoder();
    for (let done = 0; done < count; done += 1) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(product);
      pass.setBindGroup(0, this.#groups[this.#next]);
      pass.dispatchWorkgroups(rows / tile.rows, tokens / tile.tokens);
      pass.end();
      this.#next = (this.#next + 1) % this.#groups.length;
    }
    this.#gpu.device.queue.submit([encoder.finish()]);
    await this.#gpu.idle();
  }

  destroy(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }

  #bind(): GPUBindGroup[] {
    const { rows, tokens, matrices } = this.#size;
    const { precision, columns } = this.#kernels.shape;
    const realBytes = precision === 'f16' ? 2 : 4;
    // Four bits for each weight, and a scale for 32 of them.
    const wordBytes = (rows * columns) / 2;
    const scaleBytes = ((rows * columns) / 32) * realBytes;
    const words = this.#buffer(matrices * wordBytes);
    const scales = this.#buffer(matrices * scaleBytes);
    const input = this.#buffer(tokens * columns * realBytes);
    const output = this.#buffer(tokens * rows * realBytes);
    this.#fill(words);
    return Array.from({ length: matrices }, (_, index) =>
      this.#group(this.#kernels.product, [
        { buffer: words, offset: index * wordBytes, size: wordBytes },
        { buffer: scales, offset: index * scaleBytes, size: scaleBytes },
        { buffer: input },
        { buffer: output },
      ]),
    );
  }

  #buffer(size: number): GPUBuffer {
    const buffer = this.#gpu.device.createBuffer({ size, usage: GPUBufferUsage.STORAGE });
    this.#buffers.push(buffer);
    return buffer;
  }

  #group(pipeline: GPUComputePipeline, resources: readonly GPUBufferBinding[]): GPUBindGroup {
    return this.#gpu.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
  }

  #fill(words: GPUBuffer): void {
    const encoder = this.#gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#kernels.fill);
    pass.setBindGroup(0, this.#group(this.#kernels.fill, [{ buffer: words }]));
    pass.dispatchWorkgroups(1024);
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }
}
