import type { CpuSpeed } from '../../core/models/cpu-speed.ts';

const rows = 64;
const columns = 1024;

/** In what time it is measured; a device that needs more for so many counts is given that, up to a limit. */
const usualMs = 120;
const leastCounts = 40;
const longestMs = 3000;

/** One thread's speed with a matrix that fits its cache, in a tenth of a second. */
export function measureCpu(): CpuSpeed {
  const matrix = new Float32Array(rows * columns).fill(0.5);
  const vector = new Float32Array(columns).fill(0.25);
  const begin = performance.now();
  let best = 0;
  // Interpreted until the browser has compiled it in another thread, for which a busy device has no time: it seemed to be
  // two hundred times slower than it is, and what is measured is kept.
  for (let count = 0; !isEnough(count, performance.now() - begin); count++)
    best = Math.max(best, speedOnce(matrix, vector));
  return { macsPerSecond: best, measuredAt: Date.now() };
}

function isEnough(counts: number, ms: number): boolean {
  return ms >= longestMs || (ms >= usualMs && counts >= leastCounts);
}

/** The best of several counts: whatever else runs only makes it slower. */
function speedOnce(matrix: Float32Array, vector: Float32Array): number {
  const times = 64;
  const begin = performance.now();
  for (let time = 0; time < times; time++) multiply(matrix, vector);
  return (times * rows * columns * 1000) / Math.max(0.1, performance.now() - begin);
}

/** Four sums at a time, as a compiler would make it: one alone waits for itself. */
function multiply(matrix: Float32Array, vector: Float32Array): number {
  let all = 0;
  for (let row = 0; row < rows; row++) {
    let [a, b, c, d] = [0, 0, 0, 0];
    const from = row * columns;
    for (let column = 0; column < columns; column += 4) {
      a += (matrix[from + column] ?? 0) * (vector[column] ?? 0);
      b += (matrix[from + column + 1] ?? 0) * (vector[column + 1] ?? 0);
      c += (matrix[from + column + 2] ?? 0) * (vector[column + 2] ?? 0);
      d += (matrix[from + column + 3] ?? 0) * (vector[column + 3] ?? 0);
    }
    all += a + b + c + d;
  }
  return all;
}
