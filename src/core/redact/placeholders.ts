import { type Masked, type MaskKind, maskKinds } from './kinds.ts';
import { hole } from './plain.ts';

/**
 * What a model makes of `[EMAIL_1]`: small letters, escaped Markdown, a space for the underscore, wide brackets. An
 * escape before the opening bracket counts only with one before the closing: else it may be the text's own backslash.
 */
const kind = `(${maskKinds.join('|')})`;
const gap = '(?:\\\\?[_＿]|[ \\u00a0\\u202f-])?';
const number = '([1-9１-９][0-9０-９]{0,6})';
const inner = `${kind}${gap}${number}`;
const lenient = new RegExp(`\\\\\\[${inner}\\\\\\]|[[［【]${inner}\\\\?[\\]］】]`, 'gi');

/** Every placeholder in `text`, however it is written, by what `replace` makes of its proper form; null leaves it. */
export function replacePlaceholders(
  text: string,
  replace: (placeholder: string) => string | null,
): string {
  return text.replace(lenient, (written: string, ...groups: (string | undefined)[]) => {
    const [escapedWord, escapedNumber, word, digits] = groups;
    const proper = properForm(escapedWord ?? word ?? '', escapedNumber ?? digits ?? '');
    return replace(proper) ?? written;
  });
}

function properForm(word: string, digits: string): string {
  return `[${word.toUpperCase()}_${digits.normalize('NFKC')}]`;
}

const begunGap = '\\\\[_＿]?|[_＿ \\u00a0\\u202f-]|';
const begun = new RegExp(
  `(?:\\\\|\\\\?[[［【](?:([a-z]{0,5})|${kind}(${begunGap})(?:${number}\\\\?)?))$`,
  'i',
);

/** A placeholder, its bracket and its backslashes are not longer. */
const longest = 24;

/** How many characters at the end of `text` may be the start of one of the placeholders that have these beginnings. */
export function begunLength(text: string, beginnings: ReadonlySet<string>): number {
  const found = begun.exec(text.slice(-longest));
  if (found === null) return 0;
  const [written, letters = '', word = '', between = '', digits = ''] = found;
  if (written === '\\') return 1;
  const proper =
    word === ''
      ? `[${letters.toUpperCase()}`
      : `[${word.toUpperCase()}${between + digits === '' ? '' : '_'}${digits.normalize('NFKC')}`;
  if (beginnings.has(proper)) return written.length;
  return written.endsWith('\\') ? 1 : 0;
}

/** What a placeholder starts with, and itself without its last bracket. */
export function beginningsOf(masked: readonly Masked[]): ReadonlySet<string> {
  const beginnings = new Set<string>();
  for (const { placeholder } of masked)
    for (let length = 1; length < placeholder.length; length++)
      beginnings.add(placeholder.slice(0, length));
  return beginnings;
}

const written = new RegExp(`\\[(?:${maskKinds.join('|').toUpperCase()})_[1-9][0-9]{0,6}\\]`, 'g');

/** With holes for the placeholders of an earlier redaction, or they would be taken for names and passwords. */
export function punchPlaceholders(plain: string): string {
  return plain.replace(written, (placeholder) => hole.repeat(placeholder.length));
}

/** Gives out placeholders by order of appearance; never one that restoring would find in the source itself. */
export class Namer {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<MaskKind, number>();
  readonly #masked = new Map<string, Masked>();

  constructor(source: string) {
    replacePlaceholders(source, (placeholder) => {
      this.#taken.add(placeholder);
      return null;
    });
  }

  name(kind: MaskKind, original: string): string {
    const known = this.#masked.get(original);
    if (known !== undefined) return known.placeholder;
    const placeholder = this.#next(kind);
    this.#masked.set(original, { kind, placeholder, original });
    return placeholder;
  }

  all(): Masked[] {
    return [...this.#masked.values()];
  }

  #next(kind: MaskKind): string {
    for (let count = (this.#counts.get(kind) ?? 0) + 1; ; count++) {
      const placeholder = `[${kind.toUpperCase()}_${count}]`;
      if (this.#taken.has(placeholder)) continue;
      this.#counts.set(kind, count);
      return placeholder;
    }
  }
}
