/** Digit groups that may be a phone number, with what stands between them. */
export type Dialed = {
  readonly groups: readonly string[];
  /** `gaps[i]` stands before `groups[i]`. */
  readonly gaps: readonly string[];
};

const year = /^(?:19|20)\d\d$/;

/** How many of the first groups are a phone number; 0 where they are none. */
export function internationalLength(dialed: Dialed): number {
  return lengthWithin(dialed, 7, 15);
}

export function namedLength(dialed: Dialed): number {
  return lengthWithin(dialed, 5, 15);
}

/** After a zero, as in most countries: `030 123456`, `(030) 123456`, `06 12 34 56 78`, `0049 30 123456`. */
export function trunkLength(dialed: Dialed): number {
  const [area = ''] = dialed.groups;
  // Of a number in thousands.
  if (/^000/.test(area)) return 0;
  if (/^00/.test(area)) return lengthWithin(dialed, 9, 17);
  if (area.length < 2) return 0;
  const isMarked = /[-/()]/.test(dialed.gaps[1] ?? '');
  return lengthWithin(dialed, isMarked && area.length > 2 ? 7 : 9, 13);
}

/** After an area code in brackets: `(11) 91234-5678`; a year in brackets has pages after it. */
export function bracketedLength(dialed: Dialed): number {
  const [area = ''] = dialed.groups;
  if (area.length < 2 || area.length > 5 || year.test(area)) return 0;
  return lengthWithin(dialed, 8, 12);
}

type Shape = { readonly sizes: RegExp; readonly start: RegExp; readonly gaps?: RegExp };

const openShapes: readonly Shape[] = [
  { sizes: /^3-3-4\b/, start: /^[2-9]/ },
  { sizes: /^1-3-3-4\b/, start: /^1[2-9]/ },
  { sizes: /^10\b/, start: /^[2-9]/ },
  { sizes: /^11\b/, start: /^1[2-9]/ },
];

/** Those that many other numbers have a part of. */
const wholeShapes: readonly Shape[] = [
  { sizes: /^3-7$/, start: /^[2-9]/, gaps: /^[ -]$/ },
  { sizes: /^5-5$/, start: /^[6-9]/, gaps: /^ $/ },
  { sizes: /^3-3-3$/, start: /^[6-9]/, gaps: /^ {2}$/ },
];

/** Whether a number of some shape starts with a group of this size. */
export function mayHaveShape(size: number): boolean {
  return size === 1 || size === 3 || size === 5 || size === 10 || size === 11;
}

/** Without a sign but its shape, as in North America, Spain, Poland, Italy, India and China. */
export function shapedLength({ groups, gaps }: Dialed, isWhole: boolean): number {
  const sizes = groups.map((group) => group.length).join('-');
  const start = groups.slice(0, 2).join('');
  const between = gaps.slice(1).join('');
  const shape = [...openShapes, ...(isWhole ? wholeShapes : [])].find(
    (shape) =>
      shape.sizes.test(sizes) && shape.start.test(start) && shape.gaps?.test(between) !== false,
  );
  return shape?.sizes.exec(sizes)?.[0].split('-').length ?? 0;
}

/** Three groups and more with dashes, and nothing else around: `123-456-789`. */
export function dashedLength({ groups, gaps }: Dialed): number {
  const length = groups.join('').length;
  const isDashed =
    groups.length > 2 &&
    length > 8 &&
    length < 13 &&
    gaps.slice(1).every((gap) => gap === '-') &&
    groups.every((group) => group.length > 1 && !year.test(group));
  return isDashed ? groups.length : 0;
}

/** Another number that follows without a mark may have so many digits. */
const mostAfter = 12;

/**
 * As many groups as `most` digits allow, if they have `least`. What follows is taken too, or a piece of a second number
 * would be left; less is taken where a second number is to be seen.
 */
function lengthWithin({ groups, gaps }: Dialed, least: number, most: number): number {
  let digits = 0;
  let count = 0;
  for (const group of groups) {
    const isNumber = digits >= least;
    if (isNumber && startsAnother(groups, gaps, count)) break;
    if (digits + group.length > (isNumber ? most + mostAfter : most)) break;
    digits += group.length;
    count++;
  }
  return digits >= least ? count : 0;
}

/** A second number after the first, with nothing but a space or a slash between. */
function startsAnother(groups: readonly string[], gaps: readonly string[], index: number): boolean {
  const rest = groups.slice(index).join('');
  return rest.length > 7 && (/^0\d\d/.test(rest) || / \/ /.test(gaps[index] ?? ''));
}
