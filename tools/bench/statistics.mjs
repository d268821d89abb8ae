/** @typedef {{ runs: number, min: number, median: number, max: number }} Spread */

/**
 * No mean and no deviation: a machine that does something else for a moment makes one value large, and the median
 * does not care.
 * @param {readonly number[]} values at least one
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new Error('Nothing was measured');
  return { runs: sorted.length, min, median: median(sorted), max };
}

/** @param {readonly number[]} sorted at least one */
function median(sorted) {
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
