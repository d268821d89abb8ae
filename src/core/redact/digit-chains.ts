/** A run of digits in a text. */
export type DigitGroup = { readonly start: number; readonly end: number };

/** Longer ones stand between two numbers, not within one. */
const longestGap = 3;

/** Digit runs, as the chains in which each gap is as `gap` says. */
export function* digitChains(text: string, gap: RegExp): Generator<DigitGroup[]> {
  let chain: DigitGroup[] = [];
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const last = chain.at(-1);
    if (last !== undefined && !isJoined(text, last.end, index, gap)) {
      yield chain;
      chain = [];
    }
    chain.push({ start: index, end: index + digits.length });
  }
  if (chain.length > 0) yield chain;
}

function isJoined(text: string, from: number, to: number, gap: RegExp): boolean {
  return to - from <= longestGap && gap.test(text.slice(from, to));
}
