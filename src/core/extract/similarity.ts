import type { Candidate } from './read-text.ts';

/** How alike the sentences of one block are: TF-IDF cosine, 0 to 1, row by row; the diagonal is 0. */
export type Similarity = { readonly size: number; readonly values: Float32Array };

type Entry = { readonly sentence: number; readonly weight: number };

const rowsPerStep = 25;

/** Compares all pairs that share a term, through an index of terms, so that most pairs cost nothing. */
export function* compare(block: readonly Candidate[]): Generator<undefined, Similarity> {
  const size = block.length;
  const values = new Float32Array(size * size);
  const index = new Map<number, Entry[]>();
  const rarity = rarities(block);
  for (const [row, { terms }] of block.entries()) {
    for (const [term, weight] of weigh(terms, rarity)) {
      const entries = index.get(term) ?? [];
      for (const { sentence, weight: other } of entries) {
        const value = (values[row * size + sentence] ?? 0) + weight * other;
        values[row * size + sentence] = value;
        values[sentence * size + row] = value;
      }
      entries.push({ sentence: row, weight });
      index.set(term, entries);
    }
    if (row % rowsPerStep === rowsPerStep - 1) yield;
  }
  return { size, values };
}

/** Each term's inverse document frequency, a sentence being a document. */
function rarities(block: readonly Candidate[]): ReadonlyMap<number, number> {
  const frequency = new Map<number, number>();
  for (const { terms } of block) {
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  for (const [term, count] of frequency) frequency.set(term, Math.log(1 + block.length / count));
  return frequency;
}

/** The terms' weights as a vector of length 1. */
function weigh(terms: readonly number[], rarity: ReadonlyMap<number, number>) {
  const vector = new Map<number, number>();
  for (const term of terms) vector.set(term, (vector.get(term) ?? 0) + (rarity.get(term) ?? 0));
  const length = Math.hypot(...vector.values()) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}
