/**
 * @param {string} version such as `20.19.0`
 * @param {string} range such as `>=20.19`, the only form that our package.json uses
 */
export function isNodeNewEnough(version, range) {
  const have = numbersOf(version);
  const want = numbersOf(range.replace('>=', ''));
  for (const [place, least] of want.entries()) {
    const part = have[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** @param {string} version */
const numbersOf = (version) => version.trim().replace(/^v/, '').split('.').map(Number);
