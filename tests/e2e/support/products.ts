import { readFileSync } from 'node:fs';
import type { Page } from './sotto.ts';

/** The compiler's library for pages leaves these out. */
declare const GPUBufferUsage: Readonly<
  Record<'STORAGE' | 'COPY_SRC' | 'COPY_DST' | 'MAP_READ', number>
>;
declare const GPUMapMode: { readonly READ: number };

const columns = 256;

/** What one kernel of the micro-benchmark makes of weights, scales and tokens, and what it should. */
export async function products(
  page: Page,
  kernel: 'matrix-vector' | 'matrix-matrix',
  { rows, tokens, groups }: { rows: number; tokens: number; groups: readonly [number, number] },
): Promise<{ made: number[]; expected: number[] }> {
  const source = readFileSync(`src/worker/measure/${kernel}.wgsl`, 'utf8');
  const nibbles = Array.from(
    { length: rows * columns },
    (_, index) => (index * 7 + (index >> 5) + (index >> 8) ** 2) % 16,
  );
  const scales = Array.from({ length: (rows * columns) / 32 }, (_, index) => ((index % 5) + 1) / 8);
  const inputs = Array.from({ length: tokens * columns }, (_, index) => ((index % 11) - 5) / 4);
  const code = `alias real = f32; const columns = ${columns}u;\n${source}`;
  const made = await page.evaluate<number[]>(
    `(${run})(${JSON.stringify({ code, words: packed(nibbles), scales, inputs, groups, count: rows * tokens })})`,
  );
  const weight = (row: number, column: number) => {
    const at = row * columns + column;
    return ((nibbles[at] ?? 0) - 7) * (scales[at >> 5] ?? 0);
  };
  const expected = Array.from({ length: tokens * rows }, (_, index) => {
    const [token, row] = [Math.floor(index / rows), index % rows];
    let sum = 0;
    for (let column = 0; column < columns; column += 1)
      sum += weight(row, column) * (inputs[token * columns + column] ?? 0);
    return sum;
  });
  return { made, expected };
}

/** Eight weights to a word, the first in its lowest bits. */
function packed(nibbles: readonly number[]): number[] {
  const words = new Uint32Array(nibbles.length / 8);
  for (const [index, nibble] of nibbles.entries())
    words[index >> 3] = (words[index >> 3] ?? 0) | (nibble << (4 * (index & 7)));
  return [...words];
}

type Given = {
  readonly code: string;
  readonly words: number[];
  readonly scales: number[];
  readonly inputs: number[];
  readonly groups: readonly [number, number];
  readonly count: number;
};

/** Runs in a page. */
async function run({ code, words, scales, inputs, groups, count }: Given): Promise<number[]> {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter?.requestDevice();
  if (!device) throw new Error('No device');
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module, entryPoint: 'main' },
  });
  const output = device.createBuffer({
    size: count * 4,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
  });
  const readable = device.createBuffer({
    size: count * 4,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const given = [new Uint32Array(words), new Float32Array(scales), new Float32Array(inputs)];
  const buffers = given.map((data) => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ size: data.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [...buffers, output].map((buffer, binding) => ({
    binding,
    resource: { buffer },
  }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(...groups);
  pass.end();
  encoder.copyBufferToBuffer(output, 0, readable, 0, count * 4);
  device.queue.submit([encoder.finish()]);
  await readable.mapAsync(GPUMapMode.READ);
  const made = [...new Float32Array(readable.getMappedRange())];
  device.destroy();
  return made;
}
