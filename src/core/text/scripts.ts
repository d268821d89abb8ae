/** Character classes that several files need, as the inside of a `[…]` in a `u` regular expression. */

/** Written without spaces; about two characters make a word. */
export const cjk =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3005\\u30FC\\uFF66-\\uFF9F';

/** Written without spaces between words, and with longer words. */
export const southEastAsian = '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/** What may end a sentence, whatever the script. */
export const terminators = '.!?…。．！？｡।॥؟۔።។';

/** What may stand between a terminator and the next sentence. */
export const closers = '"\'”’»«“)\\]）］」』】》〉';

const endsSentence = new RegExp(`[${terminators}][${closers}]{0,4}$`, 'u');

/** Whether `text`, trimmed, ends as a sentence does. */
export function isTerminated(text: string): boolean {
  return endsSentence.test(text.slice(-6));
}

const ideographic = new RegExp(`^[${cjk}\\u3000-\\u303F\\uFF00-\\uFFEF]$`, 'u');

/** Whether two pieces, set one after the other, take no space between them. */
export function joinsWithoutSpace(before: string, after: string): boolean {
  return ideographic.test(before.slice(-1)) && ideographic.test(after.slice(0, 1));
}

/** The pieces in one line of running text, with spaces where the script has them. */
export function joinRunning(pieces: readonly string[]): string {
  return pieces.reduce(
    (line, piece) => line + (line === '' || joinsWithoutSpace(line, piece) ? '' : ' ') + piece,
    '',
  );
}

/** White space as `\s` has it, and U+0085; by code unit, for the loops that see every character. */
export function isSpaceCode(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0xa0 || code === 0x85;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return otherSpaces.has(code);
}

const otherSpaces = new Set([0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);
