import { punch } from './spans.ts';

const fullYear = '(?:19|20)\\d\\d';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const date = [
  `${fullYear}[-./]${month}[-./]${day}`,
  `${day}[-./]${month}[-./](?:${fullYear}|\\d\\d)`,
  `(?<!\\d )${day} ${month} ${fullYear}(?! \\d)`,
  `${month}[-./]${day}[-./](?:${fullYear}|\\d\\d)`,
].join('|');
/** With more digits at an end, it is a part of a longer number; but two dates may be a span of time. */
const dates = new RegExp(
  `(?<!\\d|\\d[-./])(?:${date})(?: ?[-/] ?(?:${date}))?(?!\\d|[-./]\\d)(?:T\\d\\d)?`,
  'g',
);

/** The text with holes for its dates: neither a phone number nor a card goes across one. */
export function withoutDates(text: string): string {
  return withoutAll(text, dates);
}

const bookNumbers =
  /\bISBN(?:-1[03])?:?\s{0,2}[\d -]{9,17}[\dX]|\b97[89](?:[- ]?\d){10}(?![- ]?\d)/gi;

/** The text with holes for the numbers of books. */
export function withoutBookNumbers(text: string): string {
  return withoutAll(text, bookNumbers);
}

function withoutAll(text: string, pattern: RegExp): string {
  const found = Array.from(text.matchAll(pattern), ({ 0: part, index }) => ({
    start: index,
    end: index + part.length,
  }));
  return found.length === 0 ? text : punch(text, found);
}
