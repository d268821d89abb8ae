const pairs: Readonly<Record<string, string>> = {
  '(': ')',
  '（': '）',
  '「': '」',
  '『': '』',
  '“': '”',
  '„': '“”',
  '«': '»',
  '"': '"',
};

const bracket = /[()（）「」『』“”„«»"]/g;

/** The quotes and brackets that `text` leaves open, given those that were open before it; each as what would close it. */
function openAfter(text: string, before: readonly string[]): string[] {
  const open = [...before];
  for (const character of text.match(bracket) ?? []) {
    if (open.at(-1)?.includes(character)) open.pop();
    else {
      const closer = pairs[character];
      if (closer !== undefined) open.push(closer);
    }
  }
  return open;
}

/**
 * Joins sentences that stand in one pair of quotes or brackets, if the pair closes within `maxChars`; a quote that never
 * closes joins nothing.
 */
export function joinBracketed(sentences: readonly string[], maxChars: number): string[] {
  const joined: string[] = [];
  for (let i = 0; i < sentences.length; ) {
    const count = bracketedCount(sentences, i, maxChars);
    joined.push(sentences.slice(i, i + count).join(''));
    i += count;
  }
  return joined;
}

function bracketedCount(sentences: readonly string[], from: number, maxChars: number): number {
  let open: string[] = [];
  let chars = 0;
  for (let i = from; i < sentences.length; i++) {
    const sentence = sentences[i] ?? '';
    chars += sentence.length;
    if (i > from && chars > maxChars) return 1;
    open = openAfter(sentence, open);
    if (open.length === 0) return i - from + 1;
  }
  return 1;
}
