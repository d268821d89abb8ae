import { terminators } from '../text/scripts.ts';
import { type Token, tokensOf } from './tokens.ts';

/** One of the two texts that are compared. */
export type Side = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** How many of the tokens before each one, and before the end, are words. */
  readonly wordsBefore: readonly number[];
};

/** Tokens `[from, to)` of a text. */
export type TokenRange = { readonly from: number; readonly to: number };

/** Anything but punctuation: a number, a symbol or an emoji can be changed as a word can. */
const isWord = /[^\p{P}\s]/u;
const isSentenceEnd = new RegExp(`^[${terminators}]`, 'u');
const isLineBreak = /[\n\r\u2028\u2029]/;

/** A text, made ready to be compared. */
export function sideOf(text: string): Side {
  const tokens = tokensOf(text);
  const wordsBefore = [0];
  let words = 0;
  for (const token of tokens) {
    if (isWord.test(token.text)) words++;
    wordsBefore.push(words);
  }
  return { text, tokens, wordsBefore };
}

/** How many tokens there are in a range. */
export function size({ from, to }: TokenRange): number {
  return to - from;
}

/** How many words there are in a range. */
export function countWordsIn({ from, to }: TokenRange, { wordsBefore }: Side): number {
  return (wordsBefore[to] ?? 0) - (wordsBefore[from] ?? 0);
}

/** The words of a range. */
export function wordsIn({ from, to }: TokenRange, { tokens }: Side): string[] {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .filter((text) => isWord.test(text));
}

/** The white space before token `at`, or that at the end of the text. */
export function gapBefore(side: Side, at: number): string {
  return textOf({ from: at, to: at }, side);
}

/** The text of a range with the white space on both sides. */
export function textOf({ from, to }: TokenRange, { text, tokens }: Side): string {
  return text.slice(tokens[from - 1]?.end ?? 0, tokens[to]?.start ?? text.length);
}

/** Whether a line begins with token `at`, or the text ends before it. */
export function startsLine(side: Side, at: number): boolean {
  return at === 0 || at === side.tokens.length || isLineBreak.test(gapBefore(side, at));
}

/** Whether the token before `at` ends a sentence. */
export function isAfterSentence({ tokens }: Side, at: number): boolean {
  return isSentenceEnd.test(tokens[at - 1]?.text ?? '');
}
