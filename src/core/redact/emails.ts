import { cjk, southEastAsian } from '../text/scripts.ts';
import type { Span } from './spans.ts';

const domainPart = '\\p{L}\\p{M}\\p{N}._\\-';
const run = new RegExp(`[${domainPart}!#$%&'+=^~@]+`, 'uy');
const runPart = new RegExp(`[${domainPart}!#$%&'+=^~]`, 'u');

/** E-mail addresses, by the stretches around an @. Where several are glued together they go as one. */
export function* findEmails(text: string): Generator<Span> {
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', from)) {
    let start = at;
    while (start > from && runPart.test(text.charAt(start - 1))) start--;
    run.lastIndex = start;
    run.test(text);
    from = run.lastIndex;
    const span = inRun(text, start, from);
    if (span !== null) yield span;
  }
}

/** An address on a server without a name, as in `ann@[192.0.2.1]`. */
const literalDomain = /\[(?:ipv6:)?[0-9a-f.:]{3,45}\]/iy;

function inRun(text: string, start: number, end: number): Span | null {
  const parts = text.slice(start, end).split('@');
  literalDomain.lastIndex = end;
  const isLiteral = parts.at(-1) === '' && literalDomain.test(text);
  if (!isLiteral && !parts.some((part, i) => i > 0 && isDomain(part))) return null;
  const before = localStart(text, start, parts);
  if (before === null) return null;
  const after = isLiteral ? literalDomain.lastIndex : end - domainRest(parts.at(-1) ?? '');
  return { kind: 'email', start: before, end: after };
}

/** With a top-level domain: `user@host` and `package@1.2.3` are no addresses. */
function isDomain(part: string): boolean {
  return /[\p{L}\p{M}\p{N}]\.(?=\p{L})[\p{L}\p{M}]{2}/u.test(part);
}

function localStart(text: string, start: number, parts: readonly string[]): number | null {
  const first = parts.findIndex((part) => /[\p{L}\p{N}]/u.test(part));
  // The last part has nobody before it.
  if (first === -1 || (first === parts.length - 1 && first > 0)) return quoteStart(text, start);
  const skipped = parts.slice(0, first).reduce((sum, part) => sum + part.length + 1, 0);
  return start + skipped + localOffset(parts[first] ?? '');
}

const longestLocal = 66;

/** Of `"Ann Example"@example.com`; null where no quotes close before the @. */
function quoteStart(text: string, at: number): number | null {
  if (text.charAt(at - 1) !== '"') return null;
  const opening = text.lastIndexOf('"', at - 2);
  const isNear = opening >= Math.max(0, at - longestLocal);
  return isNear && !text.slice(opening, at).includes('\n') ? opening : null;
}

const unspaced = `${cjk}${southEastAsian}`;
const beforeLocal = new RegExp(`^.*[${unspaced}](?=[^${unspaced}]+$)`, 'u');

/** How much of what stands before the @ belongs to a sentence, a query (`to=ann@…`) or a list item instead. */
function localOffset(part: string): number {
  const local = part
    .replace(beforeLocal, '')
    .replace(/^.*=(?=[^.=]+$)/, '')
    .replace(/^[^\p{L}\p{N}_+]+/u, '');
  return part.length - local.length;
}

const afterTopLevel = new RegExp(`\\.[a-z]{2,}(?=[${unspaced}])`, 'iu');

/** How much after a domain belongs to the sentence. */
function domainRest(part: string): number {
  const whole = new RegExp(`^[${domainPart}]*`, 'u').exec(part)?.[0] ?? '';
  const topLevel = afterTopLevel.exec(whole);
  const domain = topLevel === null ? whole : whole.slice(0, topLevel.index + topLevel[0].length);
  return part.length - domain.replace(/[._-]+$/, '').length;
}
