const stemChars = 6;

/**
 * A numbering of words in which inflected forms mostly share a number: a plural's s and whatever follows the sixth letter
 * are ignored. Rough, and good enough to compare sentences in any language with endings.
 */
export function numberStems(): (word: string) => number {
  const numbers = new Map<string, number>();
  return (word) => {
    const stem = stemOf(word);
    const known = numbers.get(stem);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(stem, number);
    return number;
  };
}

function stemOf(word: string): string {
  if (/\d/.test(word)) return word;
  const singular = word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  return singular.slice(0, stemChars);
}
