import { isAbbreviated } from './abbreviations.ts';
import { joinBracketed } from './brackets.ts';
import { cutPieces } from './cut.ts';
import { splitParagraphs, startsItem } from './paragraphs.ts';

/** Longer ones (tables, minified code, no full stop at all) are cut. */
export const maxSentenceChars = 600;
const maxQuotedChars = 300;

/** A sentence with its white space folded to single spaces, and the number of its paragraph, from 0. */
export type Sentence = { readonly text: string; readonly paragraph: number };

/**
 * The sentences of a text, in batches of about a millisecond's work or less, so that the caller can pause or stop between
 * them; a batch may be empty. A heading or list item is a paragraph of its own. An unknown language is no error.
 */
export function* splitSentences(text: string, language: string): Generator<readonly Sentence[]> {
  const segmenter = sentenceSegmenter(language);
  for (const paragraphs of splitParagraphs(text)) {
    yield paragraphs.flatMap(({ text: body, number }) =>
      sentencesOf(body, segmenter, language).map((sentence) => ({
        text: sentence,
        paragraph: number,
      })),
    );
  }
}

function sentencesOf(paragraph: string, segmenter: Intl.Segmenter, language: string): string[] {
  if (plain.test(paragraph)) return [...cutPieces(paragraph, maxSentenceChars)].map(trim);
  const merged: Merged[] = [];
  for (const segment of segmentsOf(paragraph, segmenter)) {
    const last = merged.at(-1);
    const mark = last === undefined ? '' : leadingMark(last.tail, segment);
    const rest = segment.slice(mark.length);
    if (last !== undefined && mark !== '') append(last, mark);
    if (rest === '') continue;
    if (last !== undefined && mark === '' && belongsTo(last, rest, language)) append(last, rest);
    else merged.push({ text: rest, tail: rest, hasWord: hasWord(rest) });
  }
  return joinBracketed(
    merged.map(({ text }) => text),
    maxQuotedChars,
  )
    .flatMap((sentence) => [...cutPieces(sentence.trim(), maxSentenceChars)])
    .map(trim)
    .filter((sentence) => sentence !== '');
}

/** Nothing here can end a sentence: most lines of lists and tables, which need no segmenter. */
const plain = /^[^.!?\u0080-\uFFFF]+$/;

function trim(text: string): string {
  return text.trim();
}

/** The segmenter leaves an opening bracket that follows without a space with the sentence before it: “。「|”. */
function* segmentsOf(paragraph: string, segmenter: Intl.Segmenter): Generator<string> {
  let opening = '';
  for (const { segment } of segmenter.segment(paragraph)) {
    const whole = opening + segment;
    opening = /[「『（〈《【〔(]+$/.exec(whole)?.[0] ?? '';
    const rest = whole.slice(0, whole.length - opening.length);
    if (rest !== '') yield rest;
  }
  if (opening !== '') yield opening;
}

/** What the segmenter gave and what was joined to it; `tail` is the last piece, all that later decisions look at. */
type Merged = { text: string; tail: string; hasWord: boolean };

function append(merged: Merged, piece: string): void {
  merged.text += piece;
  merged.tail = piece;
  merged.hasWord ||= hasWord(piece);
}

/** The segmenter breaks “end.[12] Next” after the bracket, “end.¹ Next” and “**end.** Next” before the mark. */
function leadingMark(before: string, after: string): string {
  const mark = before.endsWith('[')
    ? /^[^\]\s]{1,12}\](?:\[[^\]\s]{1,12}\])*\s*/
    : /^(?:[¹²³⁰⁴-⁹]+|\*\*)\s+/;
  return mark.exec(after)?.[0] ?? '';
}

function belongsTo(before: Merged, after: string, language: string): boolean {
  if (!before.hasWord || !hasWord(after)) return true;
  const { tail } = before;
  if (before.text.length <= 6 && startsItem(before.text)) return true;
  if (/^\p{Ll}/u.test(after) && /["”’»“)\]]\s*$/.test(tail)) return true;
  if (/[」』]$/.test(tail) && /^(?:と|って|など)/.test(after)) return true;
  return isAbbreviated(tail, after, language);
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Tags come from pages and detectors; one that is malformed must not cost the person the summary. */
function sentenceSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter('und', { granularity: 'sentence' });
  }
}
