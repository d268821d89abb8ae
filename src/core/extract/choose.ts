import { cutWords } from '../text/cut-words.ts';
import { type Limits, pick } from './pick.ts';
import { rank } from './rank.ts';
import type { Candidate } from './read-text.ts';

/** Comparing all sentences of a block costs its square; ranking a long text in blocks keeps the whole nearly linear. */
const blockSize = 150;

/**
 * The best candidates within the limits, in the order of the text. Of a text with any candidate at least one is given,
 * cut if need be.
 */
export function* choose(
  candidates: readonly Candidate[],
  limits: Limits,
): Generator<undefined, readonly Candidate[]> {
  const words = wordsOf(candidates);
  if (words <= limits.maxWords && candidates.length <= limits.maxSentences) return candidates;
  const wanted = Math.min(limits.maxSentences, (limits.maxWords / words) * candidates.length);
  const target = Math.max(blockSize, Math.ceil(3 * wanted));
  let pool = candidates;
  while (pool.length > target) pool = yield* narrow(pool, target);
  const picked = yield* pickAcross(pool, limits);
  return picked.length > 0 ? picked : yield* cutBest(pool, limits.maxWords);
}

/** One round of a tournament: of each block the best go on, never fewer than a fifth. */
function* narrow(pool: readonly Candidate[], target: number): Generator<undefined, Candidate[]> {
  const blocks = split(pool);
  const winners: Candidate[] = [];
  for (const block of blocks) {
    const places = Math.max(Math.ceil(block.length / 5), Math.floor(target / blocks.length));
    const ranked = yield* rank(block);
    winners.push(
      ...(yield* pick(ranked, { maxWords: Number.POSITIVE_INFINITY, maxSentences: places })),
    );
    yield;
  }
  return winners;
}

/** Gives each block its share of the limits, and what it leaves to those after it. */
function* pickAcross(
  pool: readonly Candidate[],
  limits: Limits,
): Generator<undefined, readonly Candidate[]> {
  const picked: Candidate[] = [];
  let words = wordsOf(pool);
  let sentences = pool.length;
  for (const block of split(pool)) {
    const wordShare = wordsOf(block) / words;
    const sentenceShare = block.length / sentences;
    const found = yield* pick(yield* rank(block), {
      ...limits,
      maxWords: (limits.maxWords - wordsOf(picked)) * wordShare,
      maxSentences: Math.round((limits.maxSentences - picked.length) * sentenceShare),
    });
    picked.push(...found);
    words -= wordsOf(block);
    sentences -= block.length;
    yield;
  }
  return picked;
}

function* cutBest(
  pool: readonly Candidate[],
  maxWords: number,
): Generator<undefined, readonly Candidate[]> {
  const ranked = yield* rank(pool.slice(0, blockSize));
  const [best] = yield* pick(ranked, { maxWords: Number.POSITIVE_INFINITY, maxSentences: 1 });
  return best ? [{ ...best, text: cutWords(best.text, maxWords) }] : [];
}

function split(pool: readonly Candidate[]): (readonly Candidate[])[] {
  const count = Math.ceil(pool.length / blockSize);
  return Array.from({ length: count }, (_, i) =>
    pool.slice(Math.floor((i * pool.length) / count), Math.floor(((i + 1) * pool.length) / count)),
  );
}

function wordsOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { words }) => sum + Math.max(1, words), 0);
}
