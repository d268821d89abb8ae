import type { MaskKind } from './kinds.ts';
import { hole } from './plain.ts';

/** A part of a plain text that is to be masked. */
export type Span = { readonly kind: MaskKind; readonly start: number; readonly end: number };

/** In order, and where spans overlap the whole of them as one: what one of them leaves out would leak. The longest names it. */
export function unite(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const united: Span[] = [];
  let longest = 0;
  for (const span of sorted) {
    const last = united.at(-1);
    const length = span.end - span.start;
    if (last === undefined || span.start >= last.end) {
      united.push(span);
      longest = length;
      continue;
    }
    const kind = length > longest ? span.kind : last.kind;
    longest = Math.max(longest, length);
    united[united.length - 1] = { kind, start: last.start, end: Math.max(last.end, span.end) };
  }
  return united;
}

/** The text with holes of the same length instead of the spans, which are in order and apart. */
export function punch(text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(done, start), hole.repeat(end - start));
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
