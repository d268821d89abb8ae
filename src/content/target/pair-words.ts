import { matchesBetween } from '../../core/changes/align.ts';
import { type Token, tokensOf } from '../../core/changes/tokens.ts';

/** A word, and the one that stands for it in the other text: the same, or what it was changed to. */
export type Pair = { readonly before: Token; readonly after: Token };

/**
 * The words that two texts have in common, and of those between them the ones that stand for each other, in order. So a
 * word that is changed keeps its own link or emphasis, and does not take over its neighbor's.
 */
export function pairWords(standing: string, wanted: string): readonly Pair[] {
  const pairs = new Pairs(tokensOf(standing), tokensOf(wanted));
  pairs.addAll();
  return pairs.found;
}

/** `[at, end)` of both token lists. */
type Stretch = { readonly at: Place; readonly end: Place };
type Place = { readonly before: number; readonly after: number };

class Pairs {
  readonly found: Pair[] = [];
  readonly #before: readonly Token[];
  readonly #after: readonly Token[];

  constructor(before: readonly Token[], after: readonly Token[]) {
    this.#before = before;
    this.#after = after;
  }

  addAll(): void {
    let at = { before: 0, after: 0 };
    for (const match of matchesBetween(this.#before, this.#after)) {
      this.#addChanged({ at, end: match });
      at = { before: match.before + match.count, after: match.after + match.count };
      this.#addInOrder({ at: match, end: at });
    }
    this.#addChanged({ at, end: { before: this.#before.length, after: this.#after.length } });
  }

  /** Of the same stem, and all between those that are as many. */
  #addChanged({ at, end }: Stretch): void {
    let next = at;
    let alike = this.#firstAlike({ at, end });
    while (alike) {
      const behind = { before: alike.before + 1, after: alike.after + 1 };
      this.#addIfAsMany({ at: next, end: alike });
      this.#addInOrder({ at: alike, end: behind });
      next = behind;
      alike = this.#firstAlike({ at: next, end });
    }
    this.#addIfAsMany({ at: next, end });
  }

  #firstAlike({ at, end }: Stretch): Place | null {
    const last = Math.min(end.before, at.before + mostWords);
    const lastOther = Math.min(end.after, at.after + mostWords);
    for (let before = at.before; before < last; before++)
      for (let after = at.after; after < lastOther; after++)
        if (isAlike(this.#before[before], this.#after[after])) return { before, after };
    return null;
  }

  #addIfAsMany({ at, end }: Stretch): void {
    if (end.before - at.before === end.after - at.after) this.#addInOrder({ at, end });
  }

  #addInOrder({ at, end }: Stretch): void {
    for (let i = 0; at.before + i < end.before; i++) {
      const before = this.#before[at.before + i];
      const after = this.#after[at.after + i];
      if (before && after) this.found.push({ before, after });
    }
  }
}

/** Beyond so many it is another sentence. */
const mostWords = 40;

/** A common beginning of half the longer word. */
function isAlike(one: Token | undefined, other: Token | undefined): boolean {
  const [left = '', right = ''] = [one?.text, other?.text];
  const longer = Math.max(left.length, right.length);
  let same = 0;
  while (same < longer && left[same]?.toLowerCase() === right[same]?.toLowerCase()) same++;
  return 2 * same >= longer;
}
