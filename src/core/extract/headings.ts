import { startsItem } from '../text/paragraphs.ts';
import { isTerminated } from '../text/scripts.ts';
import type { Sentence } from '../text/sentences.ts';

const maxHeadingChars = 100;
/** A text's head: title, byline, date, those present, a letter's address and greeting. */
const maxHeadLines = 10;

/**
 * Whether a sentence is a heading, a byline or the like: a short line alone, without a full stop. Three such lines in a row
 * are a list, of which only the first may be a heading, unless they stand at the head of a text.
 */
export function isHeading(sentences: readonly Sentence[], at: number): boolean {
  const sentence = sentences[at];
  if (sentence === undefined || !isLoose(sentences, at)) return false;
  if (/^#{1,6} /.test(sentence.text) || /[:：]$/.test(sentence.text)) return true;
  if (!isLoose(sentences, at - 1) || at < headLines(sentences)) return true;
  return !isLoose(sentences, at - 2) && !isLoose(sentences, at + 1);
}

/** How many lines the head has; none if nothing follows, for then it is the text. */
function headLines(sentences: readonly Sentence[]): number {
  let lines = 0;
  while (lines <= maxHeadLines && isLoose(sentences, lines)) lines++;
  return lines <= maxHeadLines && lines < sentences.length ? lines : 0;
}

function isLoose(sentences: readonly Sentence[], at: number): boolean {
  const sentence = sentences[at];
  if (sentence === undefined || sentence.text.length > maxHeadingChars) return false;
  const { text, paragraph } = sentence;
  const isAlone =
    sentences[at - 1]?.paragraph !== paragraph && sentences[at + 1]?.paragraph !== paragraph;
  const isItem = startsItem(text) && !text.startsWith('#');
  return isAlone && !isItem && !isTerminated(text);
}
