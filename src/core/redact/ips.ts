import type { Span } from './spans.ts';

/** Addresses of computers, with their port or network. */
export function* findIps(text: string): Generator<Span> {
  yield* findV4(text);
  yield* findV6(text);
}

const octet = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
/** A longer row of numbers is no address, nor is one after a word for version. */
const v4 = new RegExp(
  `(?<!\\d|\\d\\.)(?<!\\bv|\\b(?:version|release|build)[ :]{0,2})${octet}(?:\\.${octet}){3}(?!\\d|\\.\\d)(?::\\d{1,5}(?!\\d)|/\\d{1,2}(?!\\d))?`,
  'gi',
);

function* findV4(text: string): Generator<Span> {
  for (const { 0: address, index } of text.matchAll(v4))
    yield { kind: 'ip', start: index, end: index + address.length };
}

const v6 = /(?<=^|[^\w:.]|ipv6:)[0-9a-f:]{2,}(?:\.\d{1,3}){0,3}(?![\w])/gi;
const afterV6 = /(?:%\w{1,15})?(?:\/\d{1,3})?/y;
const bracketAfterV6 = /(?:%\w{1,15})?\](?::\d{1,5})?/y;

function* findV6(text: string): Generator<Span> {
  for (const { 0: run, index } of text.matchAll(v6)) {
    const address = /[^:]:$/.test(run) ? run.slice(0, -1) : run;
    if (isV6(address)) yield withSurroundings(text, index, index + address.length);
  }
}

function withSurroundings(text: string, start: number, end: number): Span {
  bracketAfterV6.lastIndex = end;
  if (text.charAt(start - 1) === '[' && bracketAfterV6.test(text))
    return { kind: 'ip', start: start - 1, end: bracketAfterV6.lastIndex };
  afterV6.lastIndex = end;
  afterV6.test(text);
  return { kind: 'ip', start, end: Math.max(end, afterV6.lastIndex) };
}

const longestV6 = 45;

/** With a digit: `a::b` is a name in several languages of programming. */
function isV6(address: string): boolean {
  if (address.length > longestV6 || !/\d/.test(address)) return false;
  const [before = '', after, more] = address.split('::');
  if (more !== undefined) return false;
  if (after === undefined) return groupCount(before) === 8;
  const count = groupCount(before) + groupCount(after);
  return count < 8;
}

/** How many groups of 16 bits; not a number where one of them is none. */
function groupCount(part: string): number {
  if (part === '') return 0;
  const groups = part.split(':');
  const last = groups.at(-1) ?? '';
  const isMixed = new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(last);
  const plain = isMixed ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return Number.NaN;
  return plain.length + (isMixed ? 2 : 0);
}
