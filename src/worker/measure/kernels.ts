import fill from './fill.wgsl?raw';
import type { Gpu } from './gpu.ts';
import matrixMatrix from './matrix-matrix.wgsl?raw';
import matrixVector from './matrix-vector.wgsl?raw';

/** Which numbers are computed with. */
export type Precision = 'f32' | 'f16';

export type Shape = {
  readonly precision: Precision;
  /** How long a row of weights is. */
  readonly columns: number;
};

/** A product, compiled for rows of one length, and what fills its weights. */
export type Kernels = {
  readonly shape: Shape;
  readonly product: GPUComputePipeline;
  readonly fill: GPUComputePipeline;
  /** What one workgroup makes. */
  readonly tile: { readonly rows: number; readonly tokens: number };
};

/** One token's product, as in decode. */
export async function vectorKernels(gpu: Gpu, shape: Shape): Promise<Kernels> {
  const pipelines = await compiled(gpu, shape, matrixVector);
  return { ...pipelines, shape, tile: { rows: 16, tokens: 1 } };
}

/** Many tokens', as in prefill. */
export async function matrixKernels(gpu: Gpu, shape: Shape): Promise<Kernels> {
  const pipelines = await compiled(gpu, shape, matrixMatrix);
  return { ...pipelines, shape, tile: { rows: 32, tokens: 32 } };
}

const reals = { f32: 'alias real = f32;', f16: 'enable f16; alias real = f16;' };

async function compiled(gpu: Gpu, { precision, columns }: Shape, source: string) {
  const prelude = `${reals[precision]} const columns = ${columns}u;\n`;
  const [product, filling] = await Promise.all([
    gpu.pipeline(prelude + source),
    gpu.pipeline(fill),
  ]);
  return { product, fill: filling };
}
