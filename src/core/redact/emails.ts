import { cjk, southEastAsian } from '../text/scripts.ts';
import type { Span } from './spans.ts';

const domainPart = '\\p{L}\\p{M}\\p{N}._\\-';
const runPart = new RegExp(`[${domainPart}!#$%&'+=^~]`, 'u');

/** E-mail addresses, by the stretches around an @. Where several are glued together they go as one. */
export function* findEmails(text: string): Generator<Span> {
  let done = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', done)) {
    const start = runStart(text, at, done);
    done = runEnd(text, at);
    const span = inRun(text, start, done);
    if (span !== null) yield span;
  }
}

function runStart(text: string, at: number, done: number): number {
  let start = at;
  while (start > done && runPart.test(text.charAt(start - 1))) start--;
  return start;
}

/** By character: one pattern for a run of millions would overflow the stack of patterns. */
function runEnd(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === '@' || runPart.test(text.charAt(end))) end++;
  return end;
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

/** No address is longer; of a longer stretch nobody can say what belongs to it, and all of it goes. */
const longest = 320;

/** How much of what stands before the @ belongs to a sentence, a query (`to=ann@…`) or a list item instead. */
function localOffset(part: string): number {
  if (part.length > longest) return 0;
  const local = part
    .replace(beforeLocal, '')
    .replace(/^.*=(?=[^.=]+$)/, '')
    .replace(/^[^\p{L}\p{N}_+]+/u, '');
  return part.length - local.length;
}

const startOfDomain = new RegExp(`^[${domainPart}]*`, 'u');
const afterTopLevel = new RegExp(`\\.[a-z]{2,}(?=[${unspaced}])`, 'iu');

/** How much after a domain belongs to the sentence. */
function domainRest(part: string): number {
  if (part.length > longest) return 0;
  const whole = startOfDomain.exec(part)?.[0] ?? '';
  const topLevel = afterTopLevel.exec(whole);
  const domain = topLevel === null ? whole : whole.slice(0, topLevel.index + topLevel[0].length);
  return part.length - domain.replace(/[._-]+$/, '').length;
}
