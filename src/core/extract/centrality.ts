import type { Similarity } from './similarity.ts';

const damping = 0.85;
const maxRounds = 30;
const enough = 1e-4;
const roundsPerStep = 10;

/**
 * LexRank: a sentence is central if central sentences are like it. Power iteration over the graph of similarities; the
 * result is scaled so that the most central sentence has 1.
 */
export function* centrality({ size, values }: Similarity): Generator<undefined, Float64Array> {
  const sums = rowSums(size, values);
  let rank = new Float64Array(size).fill(1 / size);
  for (let round = 1; round <= maxRounds; round++) {
    const next = spread(values, sums, rank);
    const change = next.reduce((sum, value, i) => sum + Math.abs(value - (rank[i] ?? 0)), 0);
    rank = next;
    if (change < enough) break;
    if (round % roundsPerStep === 0) yield;
  }
  const highest = rank.reduce((most, value) => Math.max(most, value), 0) || 1;
  return rank.map((value) => value / highest);
}

function rowSums(size: number, values: Float32Array): Float64Array {
  const sums = new Float64Array(size);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / size);
    sums[row] = (sums[row] ?? 0) + (values[i] ?? 0);
  }
  return sums;
}

/** One round: each sentence hands its rank to those like it; one that is like none keeps to the even share. */
function spread(values: Float32Array, sums: Float64Array, rank: Float64Array) {
  const size = rank.length;
  const next = new Float64Array(size).fill((1 - damping) / size);
  for (let from = 0; from < size; from++) {
    const sum = sums[from] ?? 0;
    if (sum === 0) continue;
    const share = (damping * (rank[from] ?? 0)) / sum;
    const row = from * size;
    for (let to = 0; to < size; to++) {
      next[to] = (next[to] ?? 0) + share * (values[row + to] ?? 0);
    }
  }
  return next;
}
