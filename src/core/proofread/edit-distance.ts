/**
 * How many letters are wrong, missing, too many or have changed places with their neighbor, the case of letters aside;
 * `most + 1` for more than `most`.
 */
export function editDistance(one: string, other: string, most: number): number {
  const [a, b] = [[...one.toLowerCase()], [...other.toLowerCase()]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [beforeLast, last]: [number[], number[]] = [[], b.map((_, j) => j)];
  last.push(b.length);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cost(a, b, i, j, { row, last, beforeLast }));
    if (Math.min(...row) > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

type Rows = {
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
};

function cost(
  a: readonly string[],
  b: readonly string[],
  i: number,
  j: number,
  { row, last, beforeLast }: Rows,
): number {
  const at = (numbers: readonly number[], index: number) =>
    numbers[index] ?? Number.POSITIVE_INFINITY;
  const change = at(last, j - 1) + Number(a[i - 1] !== b[j - 1]);
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  const swap = isSwap ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
  return Math.min(change, at(last, j) + 1, at(row, j - 1) + 1, swap);
}
