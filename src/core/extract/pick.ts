import type { Ranked } from './rank.ts';
import type { Candidate } from './read-text.ts';
import type { Similarity } from './similarity.ts';

/** How much may be picked. */
export type Limits = {
  readonly maxWords: number;
  readonly maxSentences: number;
  /** What fits must be worth this share of the best sentence, or nothing is picked; a half, if not given. */
  readonly leastWorth?: number;
};

/** Weight of a sentence's worth against its likeness to what is picked already. */
const worthShare = 0.7;
/** More alike than this is the same thing said twice. */
const sameThing = 0.75;
/** What is left of a sentence's worth if it leans on one that is not picked. */
const leaningAlone = 0.65;
const picksPerStep = 20;

type Picking = {
  readonly ranked: Ranked;
  readonly picked: Set<number>;
  /** For each candidate, its likeness to the picked one most like it. */
  readonly likeness: Float64Array;
};

/**
 * Picks by maximal marginal relevance what fits into the limits, and gives it in the block's order.
 */
export function* pick(ranked: Ranked, limits: Limits): Generator<undefined, Candidate[]> {
  const { block, similarity } = ranked;
  const picking = { ranked, picked: new Set<number>(), likeness: new Float64Array(block.length) };
  const least = highestWorth(picking) * (limits.leastWorth ?? 0.5);
  let words = limits.maxWords;
  while (picking.picked.size < limits.maxSentences) {
    const best = bestWithin(picking, words);
    if (best === undefined) break;
    if (picking.picked.size === 0 && worth(picking, best) < least) break;
    picking.picked.add(best);
    words -= wordsOf(block[best]);
    raise(picking.likeness, similarity, best);
    if (picking.picked.size % picksPerStep === 0) yield;
  }
  return block.filter((_, i) => picking.picked.has(i));
}

function bestWithin(picking: Picking, words: number): number | undefined {
  let best: number | undefined;
  let most = Number.NEGATIVE_INFINITY;
  picking.ranked.block.forEach((candidate, i) => {
    const alike = picking.likeness[i] ?? 0;
    if (picking.picked.has(i) || wordsOf(candidate) > words || alike > sameThing) return;
    const value = worthShare * worth(picking, i) - (1 - worthShare) * alike;
    if (value <= most) return;
    best = i;
    most = value;
  });
  return best;
}

function worth({ ranked, picked }: Picking, i: number): number {
  const candidate = ranked.block[i];
  const score = ranked.scores[i] ?? 0;
  if (!candidate?.leansBack) return score;
  const isPrecededBy = ranked.block[i - 1]?.order === candidate.order - 1 && picked.has(i - 1);
  return isPrecededBy ? score : score * leaningAlone;
}

function highestWorth(picking: Picking): number {
  return picking.ranked.block.reduce((most, _, i) => Math.max(most, worth(picking, i)), 0);
}

function wordsOf(candidate: Candidate | undefined): number {
  return Math.max(1, candidate?.words ?? 1);
}

function raise(likeness: Float64Array, { size, values }: Similarity, picked: number): void {
  for (let i = 0; i < size; i++) {
    likeness[i] = Math.max(likeness[i] ?? 0, values[picked * size + i] ?? 0);
  }
}
