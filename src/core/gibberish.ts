/**
 * Whether an answer that is still growing has come to an end like that of a model whose weights or numbers are broken:
 * bytes that are no text, or one thing over and over. Rules with wide margins: a real answer is never to be cut off, and
 * what the text itself holds is no gibberish.
 */
export function isGibberish(answer: string, source: string): boolean {
  const tail = answer.slice(-tailLength);
  const found = brokenBytes(tail) ?? repetition(tail);
  return found !== null && !source.includes(found);
}

/** Longer than all that the rules below look at. */
const tailLength = 2000;

/** Three are what is left of one character while its bytes are still coming. */
const replacementRun = /\uFFFD{4}/;
/** But for tab, line feed, form feed and carriage return. */
const control = /(?![\t\n\f\r])\p{Cc}/gu;

/** The character that gives it away. */
function brokenBytes(tail: string): string | null {
  if (replacementRun.test(tail)) return '\uFFFD';
  return tail.match(control)?.[2] ?? null;
}

/** In UTF-16 units: a long word with its space. */
const longestUnit = 24;

/** The shortest unit that the tail consists of, as often as is too often. */
function repetition(tail: string): string | null {
  for (let length = 1; length <= longestUnit; length++) {
    const unit = tail.slice(-length);
    const most = mostOf(unit);
    if (repeatedUnits(tail, length) > most) return unit.repeat(Math.min(most, heldBySource));
  }
  return null;
}

/** A text that says something this often may have it said more often. */
const heldBySource = 12;

/**
 * People write "nooooo" and "no no no"; rules, leaders, blanks and cells of tables are long in earnest. `!` is what a GPU
 * writes whose numbers overflowed.
 */
function mostOf(unit: string): number {
  if (/^[\s\p{P}\p{S}]+$/u.test(unit) && !/^!+$/.test(unit)) return Math.floor(800 / unit.length);
  return unit.length === 1 ? 48 : 32;
}

/** How often its last `length` units stand one after the other at the end of `text`. */
function repeatedUnits(text: string, length: number): number {
  let at = text.length - 1;
  while (at >= length && text[at] === text[at - length]) at--;
  return Math.floor((text.length - 1 - at) / length) + 1;
}
