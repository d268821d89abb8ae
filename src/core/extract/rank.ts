import { centrality } from './centrality.ts';
import type { Candidate } from './read-text.ts';
import { compare, type Similarity } from './similarity.ts';

/** A block of candidates, each with its worth, and how alike they are. */
export type Ranked = {
  readonly block: readonly Candidate[];
  readonly scores: readonly number[];
  readonly similarity: Similarity;
};

/** Bare centrality loses to taking the first sentences, and misses numbers: so position and facts count as well. */
const weights = { centrality: 0.42, position: 0.4, facts: 0.18 };
const opensParagraphBonus = 0.15;

export function* rank(block: readonly Candidate[]): Generator<undefined, Ranked> {
  const similarity = yield* compare(block);
  yield;
  const central = yield* centrality(similarity);
  const scores = block.map((candidate, i) => {
    const worth =
      weights.centrality * (central[i] ?? 0) +
      weights.position * position(candidate) +
      weights.facts * candidate.facts;
    return worth * candidate.shape;
  });
  return { block, scores, similarity };
}

function position({ place, opensParagraph }: Candidate): number {
  return 1 / Math.sqrt(1 + place / 2) + (opensParagraph ? opensParagraphBonus : 0);
}
