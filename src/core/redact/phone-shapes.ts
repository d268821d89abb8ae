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

const shapes: readonly [sizes: RegExp, start: RegExp, gaps: RegExp][] = [
  [/^3-3-4\b/, /^[2-9]/, /./],
  [/^1-3-3-4\b/, /^1[2-9]/, /./],
  [/^3-7$/, /^[2-9]/, /^[ -]$/],
  [/^5-5$/, /^[6-9]/, /^ $/],
  [/^3-3-3$/, /^[6-9]/, /^ {2}$/],
  [/^10$/, /^[2-9]\d\d[2-9]/, /^$/],
  [/^11$/, /^1[2-9]/, /^$/],
];

/** Without a sign but its shape, as in North America, Spain, Poland, Italy, India and China. */
export function shapedLength({ groups, gaps }: Dialed): number {
  const sizes = groups.map((group) => group.length).join('-');
  const digits = groups.join('');
  for (const [size, start, gap] of shapes) {
    const [found] = size.exec(sizes) ?? [];
    if (found === undefined || !start.test(digits)) continue;
    const count = found.split('-').length;
    if (count === 1 || gap.test(gaps.slice(1, count).join(''))) return count;
  }
  return isDashed(groups, gaps) ? groups.length : 0;
}

function isDashed(groups: readonly string[], gaps: readonly string[]): boolean {
  const length = groups.join('').length;
  return (
    groups.length > 2 &&
    length > 8 &&
    length < 13 &&
    gaps.slice(1).every((gap) => gap === '-') &&
    groups.every((group) => group.length > 1 && !year.test(group))
  );
}

/** As many groups as `most` digits allow, if they have `least`; less where another number starts. */
function lengthWithin({ groups, gaps }: Dialed, least: number, most: number): number {
  let digits = 0;
  let count = 0;
  for (const group of groups) {
    const isNext = digits >= least && startsAnother(groups, gaps, count);
    if (digits + group.length > most || isNext) break;
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
