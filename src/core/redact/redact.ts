import { findPersonal } from './detect.ts';
import type { Masked } from './kinds.ts';
import { namePattern } from './names.ts';
import { Namer } from './placeholders.ts';
import { sourceRange, toPlain } from './plain.ts';

export type Redaction = { readonly text: string; readonly masked: readonly Masked[] };

/**
 * Personal data as placeholders, which `restore` puts back. `names` is the person's own list of names and words: whole
 * words and phrases in any case, without an ’s after them; in scripts without spaces, wherever they stand.
 */
export function redact(text: string, names: readonly string[]): Redaction {
  const plain = toPlain(text);
  const namer = new Namer(text);
  const parts: string[] = [];
  let done = 0;
  for (const span of findPersonal(plain.text, namePattern(names))) {
    const [start, end] = sourceRange(plain, span.start, span.end);
    parts.push(text.slice(done, start), namer.name(span.kind, text.slice(start, end)));
    done = end;
  }
  parts.push(text.slice(done));
  return { text: parts.join(''), masked: namer.all() };
}
