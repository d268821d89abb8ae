import type { Candidate } from './read-text.ts';

/** How alike the sentences of one block are: TF-IDF cosine, 0 to 1, row by row; the diagonal is 0. */
export type Similarity = { readonly size: number; readonly values: Float32Array };

type Entry = { readonly sentence: number; readonly weight: number };

/** Compares all pairs that share a term, through an index of terms, so that most pairs cost nothing. */
export function compare(block: readonly Candidate[]): Similarity {
  const size = block.length;
  const values = new Float32Array(size * size);
  const index = new Map<number, Entry[]>();
  weigh(block).forEach((vector, row) => {
    for (const [term, weight] of vector) {
      const entries = index.get(term) ?? [];
      for (const { sentence, weight: other } of entries) {
        const value = (values[row * size + sentence] ?? 0) + weight * other;
        values[row * size + sentence] = value;
        values[sentence * size + row] = value;
      }
      entries.push({ sentence: row, weight });
      index.set(term, entries);
    }
  });
  return { size, values };
}

/** For each sentence its terms with their weights, of length 1. */
function weigh(block: readonly Candidate[]): Map<number, number>[] {
  const frequency = new Map<number, number>();
  for (const { terms } of block) {
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return block.map(({ terms }) => {
    const vector = new Map<number, number>();
    for (const term of terms) {
      const rarity = Math.log(1 + block.length / (frequency.get(term) ?? 1));
      vector.set(term, (vector.get(term) ?? 0) + rarity);
    }
    const length = Math.hypot(...vector.values()) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  });
}
