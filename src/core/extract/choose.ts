import { cutWords } from '../text/cut-words.ts';
import { type Limits, pick } from './pick.ts';
import { rank } from './rank.ts';
import type { Candidate } from './read-text.ts';

/** Comparing all sentences of a block costs its square; ranking a long text in blocks keeps the whole nearly linear. */
const blockSize = 150;
const candidatesPerStep = 4000;

/**
 * The best candidates within the limits, in the order of the text. Of a text with any candidate at least one is given,
 * cut if need be.
 */
export function* choose(
  candidates: readonly Candidate[],
  limits: Limits,
): Generator<undefined, readonly Candidate[]> {
  const words = yield* wordsIn(candidates);
  if (words <= limits.maxWords && candidates.length <= limits.maxSentences) return candidates;
  const wanted = Math.min(limits.maxSentences, (limits.maxWords / words) * candidates.length);
  const target = Math.max(blockSize, Math.ceil(3 * wanted));
  let pool = candidates;
  while (pool.length > target) pool = yield* narrow(pool, target, limits);
  const picked = yield* pickAcross(pool, limits);
  return picked.length > 0 ? picked : yield* cutBest(pool, limits.maxWords);
}

/** One round of a tournament: of each block the best go on, never fewer than a fifth. */
function* narrow(
  pool: readonly Candidate[],
  target: number,
  limits: Limits,
): Generator<undefined, Candidate[]> {
  const blocks = split(pool);
  const winners: Candidate[] = [];
  for (const block of blocks) {
    const places = Math.max(Math.ceil(block.length / 5), Math.floor(target / blocks.length));
    const round = { ...limits, maxWords: Number.POSITIVE_INFINITY, maxSentences: places };
    winners.push(...(yield* pick(yield* rank(block), round)));
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
  let words = yield* wordsIn(pool);
  let wordsLeft = limits.maxWords;
  let sentences = pool.length;
  for (const block of split(pool)) {
    const blockWords = yield* wordsIn(block);
    const sentenceShare = block.length / sentences;
    const found = yield* pick(yield* rank(block), {
      ...limits,
      maxWords: wordsLeft * (blockWords / words),
      maxSentences: Math.round((limits.maxSentences - picked.length) * sentenceShare),
    });
    picked.push(...found);
    wordsLeft -= yield* wordsIn(found);
    words -= blockWords;
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

/** Visiting very many candidates once takes long enough to need pauses. */
function* wordsIn(candidates: readonly Candidate[]): Generator<undefined, number> {
  let sum = 0;
  for (const [i, { words }] of candidates.entries()) {
    sum += Math.max(1, words);
    if (i % candidatesPerStep === candidatesPerStep - 1) yield;
  }
  return sum;
}
