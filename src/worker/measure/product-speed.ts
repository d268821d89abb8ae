import type { ProductSpeed } from '../../core/models/speed.ts';
import { weightBytes } from '../../core/models/weights.ts';
import type { Gpu } from './gpu.ts';
import { type Kernels, matrixKernels, type Precision, vectorKernels } from './kernels.ts';
import { Product } from './product.ts';
import type { Stopwatch } from './stopwatch.ts';

/** How long rows of weights are: as those of a small model; so short that their start counts; any, as it does not. */
const columns = { long: 2048, short: 256, prefill: 512 };

/** Of a short prefill. */
const prefillTokens = 128;

/** As many as matrices of small models have; where a product takes longer than `quickMs`, fewer will do. */
const rowsTried = [32, 128, 512, 2048];
const quickMs = 4;

/** Of the largest of them: 100 MB, more than caches hold. */
const manyMatrices = 48;
const fewMatrices = 4;

/** All that is timed with one precision. */
export type ProductKernels = {
  readonly precision: Precision;
  readonly long: Kernels;
  readonly short: Kernels;
  readonly prefill: Kernels;
};

export async function compileProducts(gpu: Gpu, precision: Precision): Promise<ProductKernels> {
  const [long, short, prefill] = await Promise.all([
    vectorKernels(gpu, { precision, columns: columns.long }),
    vectorKernels(gpu, { precision, columns: columns.short }),
    matrixKernels(gpu, { precision, columns: columns.prefill }),
  ]);
  return { precision, long, short, prefill };
}

/** Times products until it has spent the time that it was given. */
export class ProductGauge {
  readonly #gpu: Gpu;
  readonly #stopwatch: Stopwatch;
  readonly #stepMs: number;

  constructor(gpu: Gpu, stopwatch: Stopwatch, stepMs: number) {
    this.#gpu = gpu;
    this.#stopwatch = stopwatch;
    this.#stepMs = stepMs;
  }

  async speed({ precision, long, short, prefill }: ProductKernels): Promise<ProductSpeed> {
    const longMs = await this.#rowMs(long, 1);
    const shortMs = await this.#rowMs(short, 1);
    const prefillMs = await this.#rowMs(prefill, prefillTokens);
    return {
      ...rowCosts(longMs, shortMs, precision),
      prefillMacsPerSecond: (1000 * columns.prefill * prefillTokens) / prefillMs,
    };
  }

  async #rowMs(kernels: Kernels, tokens: number): Promise<number> {
    const rows = await this.#quickRows(kernels, tokens);
    const matrices = rows === rowsTried.at(-1) ? manyMatrices : fewMatrices;
    const product = new Product(this.#gpu, kernels, { rows, tokens, matrices });
    const ms = await this.#stopwatch.perRun(this.#stepMs, (count) => product.run(count));
    product.destroy();
    return ms / rows;
  }

  async #quickRows(kernels: Kernels, tokens: number): Promise<number> {
    let [rows = 0] = rowsTried;
    for (const next of rowsTried) {
      rows = next;
      const product = new Product(this.#gpu, kernels, { rows, tokens, matrices: 1 });
      // The driver compiles a kernel when it first runs.
      if (rows === rowsTried[0]) await product.run(1);
      const ms = await this.#stopwatch.time(() => product.run(1));
      product.destroy();
      if (ms > quickMs) break;
    }
    return rows;
  }
}

/** What a row costs by itself and by its weights; where chance makes a short one seem no cheaper, all is the weights'. */
function rowCosts(longMs: number, shortMs: number, precision: Precision) {
  const weightMs = (longMs - shortMs) / (columns.long - columns.short);
  const startMs = weightMs > 0 ? Math.max(0, shortMs - columns.short * weightMs) : 0;
  const bytes = weightBytes(columns.long, `q4${precision}`);
  return { rowMs: startMs, decodeBytesPerSecond: (1000 * bytes) / (longMs - startMs) };
}
