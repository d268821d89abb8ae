import type { Ranked } from './rank.ts';
import type { Candidate } from './read-text.ts';

/** How much may be picked. */
export type Limits = {
  readonly maxWords: number;
  readonly maxSentences: number;
  /** What fits must be worth this share of the best sentence, or nothing is picked; a half, if not given. */
  readonly leastWorth?: number;
  /** Whether whole sentences come before the items of lists: what is picked will be running text. */
  readonly prefersProse?: boolean;
};

/** Weight of a sentence's worth against its likeness to what is picked already. */
const worthShare = 0.7;
/** More alike than this is the same thing said twice. */
const sameThing = 0.75;
/** Likeness of sentences of one paragraph, at least: a summary is to reach all parts of a text. */
const sameParagraph = 0.15;
/** What is left of the worth of a sentence that leans on one before it, which is picked or is not. */
const leaning = { onPicked: 0.9, onNothing: 0.65 };
const itemInProse = 0.7;
const picksPerStep = 20;

type Picking = {
  readonly ranked: Ranked;
  readonly prefersProse: boolean;
  readonly picked: Set<number>;
  /** For each candidate, its likeness to the picked one most like it. */
  readonly likeness: Float64Array;
};

/** Picks by maximal marginal relevance what fits into the limits, and gives it in the block's order. */
export function* pick(ranked: Ranked, limits: Limits): Generator<undefined, Candidate[]> {
  const { block } = ranked;
  const picking = start(ranked, limits.prefersProse ?? false);
  const least = highestWorth(picking) * (limits.leastWorth ?? 0.5);
  let words = limits.maxWords;
  while (picking.picked.size < limits.maxSentences) {
    const best = bestWithin(picking, words);
    if (best === undefined) break;
    if (picking.picked.size === 0 && worth(picking, best) < least) break;
    picking.picked.add(best);
    words -= wordsOf(block[best]);
    raise(picking.likeness, ranked, best);
    if (picking.picked.size % picksPerStep === 0) yield;
  }
  return block.filter((_, i) => picking.picked.has(i));
}

function start(ranked: Ranked, prefersProse: boolean): Picking {
  const likeness = new Float64Array(ranked.block.length);
  return { ranked, prefersProse, picked: new Set(), likeness };
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

function worth({ ranked, prefersProse, picked }: Picking, i: number): number {
  const candidate = ranked.block[i];
  const share = prefersProse && candidate?.isFragment ? itemInProse : 1;
  const score = share * (ranked.scores[i] ?? 0);
  if (!candidate?.leansBack) return score;
  const isPrecededBy = ranked.block[i - 1]?.order === candidate.order - 1 && picked.has(i - 1);
  return score * (isPrecededBy ? leaning.onPicked : leaning.onNothing);
}

function highestWorth(picking: Picking): number {
  return picking.ranked.block.reduce((most, _, i) => Math.max(most, worth(picking, i)), 0);
}

function wordsOf(candidate: Candidate | undefined): number {
  return Math.max(1, candidate?.words ?? 1);
}

/** Whatever is like the one just picked becomes less wanted, and a little so do its neighbors in the paragraph. */
function raise(likeness: Float64Array, { block, similarity }: Ranked, picked: number): void {
  const { size, values } = similarity;
  for (let i = 0; i < size; i++) {
    const isNear = block[i]?.paragraph === block[picked]?.paragraph;
    const alike = Math.max(values[picked * size + i] ?? 0, isNear ? sameParagraph : 0);
    likeness[i] = Math.max(likeness[i] ?? 0, alike);
  }
}
