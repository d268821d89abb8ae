import { baseLanguage } from '../text/abbreviations.ts';
import { countWords } from '../text/count-words.ts';
import { isTerminated } from '../text/scripts.ts';
import { type Sentence, splitSentences } from '../text/sentences.ts';
import { contentWords } from '../text/words.ts';
import { facts, shape } from './features.ts';
import { isHeading } from './headings.ts';
import { leansBack } from './phrases.ts';
import { numberStems } from './stems.ts';

/** A sentence that may be picked, with all that is known of it before it is compared with others. */
export type Candidate = Sentence & {
  /** Place among the text's sentences, from 0. */
  readonly order: number;
  /** Place among those that are not headings. */
  readonly place: number;
  readonly opensParagraph: boolean;
  readonly words: number;
  /** Its content words, as numbers that are the same for the same stem. */
  readonly terms: readonly number[];
  /** 0 to 1: numbers, dates, names. */
  readonly facts: number;
  /** 0 to 1: how well it would read in a summary. */
  readonly shape: number;
  readonly isHeading: boolean;
  /** Whether it has no full stop or the like. */
  readonly isFragment: boolean;
  /** Whether it needs the sentence before it to be understood. */
  readonly leansBack: boolean;
};

export type Reading = {
  readonly candidates: readonly Candidate[];
  /** How many of the candidates are headings. */
  readonly headings: number;
  readonly wordsRead: number;
  readonly wordsTotal: number;
};

/** Of a text with more sentences than this (some five million characters), the rest is counted and not read. */
const maxSentencesRead = 60_000;
/** Enough for any real sentence. */
const maxTerms = 120;
const sentencesPerStep = 12;

/** Reads a text into candidates. A sentence that comes again word for word, or has no words, counts but is no candidate. */
export function* readText(
  text: string,
  language: string,
  most = maxSentencesRead,
): Generator<undefined, Reading> {
  const { sentences, wordsBeyond } = yield* collect(text, language, most);
  const toCandidate = candidateMaker(sentences, language);
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  let wordsRead = 0;
  let headings = 0;
  for (const [order, sentence] of sentences.entries()) {
    const words = countWords(sentence.text);
    wordsRead += words;
    if (words > 0 && !seen.has(sentence.text)) {
      const candidate = toCandidate(order, words, headings);
      if (candidate.isHeading) headings++;
      candidates.push(candidate);
    }
    seen.add(sentence.text);
    if (order % sentencesPerStep === sentencesPerStep - 1) yield;
  }
  if (candidates.length === 0 && sentences.length > 0) candidates.push(toCandidate(0, 0, 0));
  return { candidates, headings, wordsRead, wordsTotal: wordsRead + wordsBeyond };
}

type Collected = { readonly sentences: readonly Sentence[]; readonly wordsBeyond: number };

function* collect(text: string, language: string, most: number): Generator<undefined, Collected> {
  const sentences: Sentence[] = [];
  let wordsBeyond = 0;
  for (const batch of splitSentences(text, language)) {
    const space = Math.max(0, most - sentences.length);
    sentences.push(...batch.slice(0, space));
    for (const sentence of batch.slice(space)) wordsBeyond += countWords(sentence.text);
    yield;
  }
  return { sentences, wordsBeyond };
}

function candidateMaker(sentences: readonly Sentence[], language: string) {
  const base = baseLanguage(language);
  const termOf = numberStems();
  return (order: number, words: number, headings: number): Candidate => {
    const sentence = sentences[order] ?? { text: '', paragraph: 0 };
    const { text, paragraph } = sentence;
    const heading = isHeading(sentences, order);
    const content = contentWords(text, language);
    return {
      ...sentence,
      order,
      place: order - headings,
      opensParagraph: sentences[order - 1]?.paragraph !== paragraph,
      words,
      terms: content.slice(0, maxTerms).map(termOf),
      facts: facts(text, content, base),
      shape: shape(text, words) * (heading ? 0.1 : 1),
      isHeading: heading,
      isFragment: !isTerminated(text),
      leansBack: leansBack(text),
    };
  };
}
