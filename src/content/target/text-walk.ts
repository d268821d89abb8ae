/** What a part of a text is in the page. Of `atom`s and `line`s the length may be 0. */
export type Piece = { readonly at: number; readonly length: number } & (
  | { readonly kind: 'text'; readonly node: Text; readonly from: number }
  /** What the editor holds as one thing: a mention, an image. */
  | { readonly kind: 'atom'; readonly node: Element }
  /** A line break inside of a block. */
  | { readonly kind: 'break'; readonly node: Element }
  /** An empty line: what keeps its place is no text. */
  | { readonly kind: 'line'; readonly node: Element }
  /** Between two blocks; stands nowhere. */
  | { readonly kind: 'gap' }
);

type Part = Piece extends infer One
  ? One extends unknown
    ? Omit<One, 'at' | 'length'>
    : never
  : never;

/** The text of an editor as a person sees it, and where each part of it stands. */
export type Walk = {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Whether there is a block that keeps itself apart from others. */
  readonly isSpaced: boolean;
  /** What stands for a part of the text that is not in the document, since the editor draws only what is seen. */
  readonly undrawn: readonly Element[];
};

/** Put there by editors to hold the caret: no part of anybody's text. */
const invisible = /[\u200b\u2060\ufeff]/;

/** CodeMirror 6 draws only the lines that are seen. */
const undrawn = '.cm-gap';

/** What editors draw into their own element: prompts for an empty one, and what only holds a caret or a place. */
const drawn =
  '.cm-gap, [data-slate-placeholder], .cm-placeholder, .cm-widgetBuffer, .ProseMirror-separator, .ck-widget__type-around, [data-mce-bogus="all"], script, style, template';

const replaced = new Set(
  'IMG VIDEO AUDIO CANVAS OBJECT EMBED IFRAME INPUT TEXTAREA SELECT HR'.split(' '),
);

/** Reads what `host` shows. White space is what is seen, not what is written. */
export function walk(host: Element): Walk {
  const walker = new Walker(host.querySelectorAll(drawn));
  walker.readChildren(host, getComputedStyle(host));
  return walker.result();
}

class Walker {
  readonly #drawn: ReadonlySet<Element>;
  readonly #pieces: Piece[] = [];
  #text = '';
  #isSpaced = false;
  readonly #undrawn: Element[] = [];
  /** Whether the line has something on it already. */
  #isOpen = false;
  #pendingGap = 0;
  /** A line break, unless it turns out to be the last thing of its block: then it only keeps the line's place. */
  #pendingBreak: Element | null = null;
  /** White space, unless it turns out to end its line. */
  #pendingSpace: { node: Text; from: number } | null = null;

  result(): Walk {
    this.#endLine();
    return {
      text: this.#text,
      pieces: this.#pieces,
      isSpaced: this.#isSpaced,
      undrawn: this.#undrawn,
    };
  }

  constructor(drawn: Iterable<Element>) {
    this.#drawn = new Set(drawn);
  }

  readChildren(parent: Element, { whiteSpace }: CSSStyleDeclaration): void {
    const isKept = /^(?:pre|break-spaces)/.test(whiteSpace);
    for (const child of parent.childNodes) {
      if (child instanceof Text) this.#readText(child, isKept);
      else if (child instanceof Element) this.#readElement(child);
    }
  }

  #readElement(element: Element): void {
    if (this.#drawn.has(element)) {
      if (element.matches(undrawn)) this.#undrawn.push(element);
    } else if (element.nodeName === 'BR') this.#readBreak(element);
    else this.#readBox(element);
  }

  #readBox(element: Element): void {
    const style = getComputedStyle(element);
    const isAside = /^(?:absolute|fixed)/.test(style.position);
    // What stands beside the text, such as an item's own bullet, parts no lines.
    if (style.display === 'none' || (isAside && isAtom(element))) return;
    const isBlock = !isAside && !/^(?:inline|contents|ruby)/.test(style.display);
    if (isBlock) this.#endBlock(style, style.marginTop);
    if (isAtom(element)) this.#add({ kind: 'atom', node: element }, textOfAtom(element, style));
    else this.readChildren(element, style);
    if (isBlock) this.#endBlock(style, style.marginBottom);
  }

  #readBreak(element: Element): void {
    this.#flushGap();
    this.#flushBreak();
    this.#pendingSpace = null;
    this.#pendingBreak = element;
  }

  #readText(node: Text, isKept: boolean): void {
    for (const { index, 0: run } of node.data.matchAll(runs)) {
      if (invisible.test(run)) continue;
      if (isKept || !/^[ \t\n\f\r]/.test(run)) this.#add({ kind: 'text', node, from: index }, run);
      else if (this.#isOpen && !this.#pendingBreak) this.#pendingSpace ??= { node, from: index };
    }
  }

  /** The text as it is to be read: editors keep spaces at the edges of a line by making them unbreakable. */
  #add(part: Part, text: string): void {
    this.#flushGap();
    this.#flushBreak();
    const space = this.#pendingSpace;
    this.#pendingSpace = null;
    if (space) this.#append({ kind: 'text', ...space }, ' ');
    this.#append(part, text.replaceAll('\u00a0', ' '));
  }

  #append(part: Part, text: string): void {
    const last = this.#pieces.at(-1);
    const place = { at: this.#text.length, length: text.length };
    if (part.kind === 'text' && last?.kind === 'text' && continues(last, part))
      this.#pieces[this.#pieces.length - 1] = { ...last, length: last.length + text.length };
    else this.#pieces.push({ ...part, ...place });
    this.#text += text;
    this.#isOpen = true;
  }

  #flushGap(): void {
    if (this.#pendingGap > 0 && this.#pieces.length > 0)
      this.#append({ kind: 'gap' }, '\n'.repeat(this.#pendingGap));
    this.#pendingGap = 0;
  }

  #flushBreak(): void {
    if (this.#pendingBreak) this.#append({ kind: 'break', node: this.#pendingBreak }, '\n');
    this.#pendingBreak = null;
  }

  #endBlock({ fontSize }: CSSStyleDeclaration, margin: string): void {
    this.#endLine();
    const size = Number.parseFloat(margin) >= Number.parseFloat(fontSize) / 2 ? 2 : 1;
    this.#pendingGap = Math.max(this.#pendingGap, size);
    this.#isSpaced ||= size === 2;
  }

  #endLine(): void {
    if (this.#pendingBreak) this.#append({ kind: 'line', node: this.#pendingBreak }, '');
    this.#pendingBreak = null;
    this.#pendingSpace = null;
    this.#isOpen = false;
  }
}

/** What stands for nothing, what may be folded, and words with one space between. */
const runs =
  /[\u200b\u2060\ufeff]+|[^ \t\n\f\r\u200b\u2060\ufeff]+(?: [^ \t\n\f\r\u200b\u2060\ufeff]+)*|[ \t\n\f\r]+/g;

type TextPart = { readonly node: Text; readonly from: number };

function continues(last: TextPart & { readonly length: number }, next: TextPart): boolean {
  return last.node === next.node && last.from + last.length === next.from;
}

/** Something that cannot be written into, unless there is a place inside of it that can: the cell of a table. */
function isAtom(element: Element): boolean {
  if (replaced.has(element.nodeName)) return true;
  return (
    element.getAttribute('contenteditable') === 'false' &&
    !element.querySelector('[contenteditable=true], [contenteditable=""]')
  );
}

/** Nothing of what cannot be selected either. */
function textOfAtom(element: Element, { userSelect }: CSSStyleDeclaration): string {
  if (userSelect === 'none' || !(element instanceof HTMLElement) || replaced.has(element.nodeName))
    return '';
  return element.innerText.replace(new RegExp(invisible, 'g'), '').replace(/\s+/g, ' ').trim();
}
