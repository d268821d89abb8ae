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

  async speed(precision: Precision): Promise<ProductSpeed> {
    const long = await this.#vectorRowMs(precision, columns.long);
    const short = await this.#vectorRowMs(precision, columns.short);
    return {
      ...rowCosts(long, short, precision),
      prefillMacsPerSecond: await this.#prefillMacsPerSecond(precision),
    };
  }

  async #vectorRowMs(precision: Precision, length: number): Promise<number> {
    const kernels = await vectorKernels(this.#gpu, { precision, columns: length });
    return this.#rowMs(kernels, 1);
  }

  async #prefillMacsPerSecond(precision: Precision): Promise<number> {
    const kernels = await matrixKernels(this.#gpu, { precision, columns: columns.prefill });
    const rowMs = await this.#rowMs(kernels, prefillTokens);
    return (1000 * columns.prefill * prefillTokens) / rowMs;
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
