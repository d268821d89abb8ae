import { startsItem } from '../text/paragraphs.ts';
import { isTerminated } from '../text/scripts.ts';
import { hasCue } from './phrases.ts';

// The looking back comes after the first character, so that few places pay for it.
const numbers = /\p{Nd}(?<![A-Za-z\p{Nd}.,].)[\p{Nd}.,:/%-]*/gu;
/** A capital within the sentence; at its start every word has one. */
const names = /\p{Lu}(?<=[\p{L}\p{N},;:)] .)[\p{L}\p{N}'’.-]+/gu;
const acronyms = /\p{Lu}(?<=[\p{L}\p{N},;:)] .)\p{Lu}+/gu;

/**
 * 0 to 1: how much a sentence tells that no other does: numbers, dates, names, decisions. Centrality is blind to what occurs
 * once. In German every noun has a capital, so only acronyms count as names.
 */
export function facts(text: string, contentWords: readonly string[], base: string): number {
  const named = text.match(base === 'de' ? acronyms : names)?.length ?? 0;
  const counted = text.match(numbers)?.length ?? 0;
  return 1 - Math.exp(-0.5 * counted - 0.25 * named - (hasCue(contentWords) ? 0.7 : 0));
}

/** 0 to 1: how well a sentence would read in a summary, judged by its form. */
export function shape(text: string, words: number): number {
  let value = lengthShape(words) * letterShape(text, words);
  if (/[?？؟]["”’»」)]*$/.test(text.slice(-4))) value *= 0.6;
  if (/[:：]$/.test(text)) value *= 0.5;
  if (/^["“„«»「‘]/.test(text)) value *= 0.55;
  if (/^(?:\(?[\da-z]{1,3}[.)] )?\p{Ll}/u.test(text)) value *= 0.8;
  if (/\|.*\|/.test(text)) value *= 0.2;
  // A short sentence shares few words, and so seems central if one of them is rare; an item is short by nature.
  if (words < 12 && !startsItem(text)) value *= 0.9;
  if (!isTerminated(text) && !startsItem(text)) value *= 0.9;
  return value;
}

function lengthShape(words: number): number {
  if (words < 4) return 0.3;
  if (words < 7) return 0.75;
  if (words <= 40) return 1;
  return words <= 60 ? 0.75 : 0.5;
}

/** Tables and code have few letters; addresses and markup have few spaces. */
function letterShape(text: string, words: number): number {
  const chars = Math.max(1, charsIn(text, /\S+/g));
  const share = charsIn(text, /[\p{L}\p{M}]+/gu) / chars;
  if (share < 0.4 || chars > words * 20) return 0.1;
  return share < 0.65 || chars > words * 14 ? 0.4 : 1;
}

function charsIn(text: string, runs: RegExp): number {
  return (text.match(runs) ?? []).reduce((sum, run) => sum + run.length, 0);
}
