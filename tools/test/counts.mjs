/**
 * What a part of the tests came to. Names are kept of what did not pass: a number tells nobody where to look.
 * @typedef {{ name: string, reason: string }} Skipped
 * @typedef {{ passed: number, failed: string[], skipped: Skipped[] }} Counts
 */

/** @returns {Counts} */
export const none = () => ({ passed: 0, failed: [], skipped: [] });

/**
 * @param {Counts[]} parts
 * @returns {Counts}
 */
export function sum(parts) {
  return {
    passed: parts.reduce((total, { passed }) => total + passed, 0),
    failed: parts.flatMap(({ failed }) => failed),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

/**
 * A run that ended badly without a failed test (an error outside of all tests, a crash, no test found) has failed too.
 * @param {Counts} counts
 * @param {string} name of the run
 * @param {boolean} isOk whether its process ended well
 * @returns {Counts}
 */
export function withEnding(counts, name, isOk) {
  if (isOk || counts.failed.length > 0) return counts;
  return { ...counts, failed: [`${name}: the run itself failed, see its output`] };
}

/** @param {Counts} counts */
export function hasRun({ passed, failed }) {
  return passed + failed.length > 0;
}

/**
 * What a reader needs last: who failed, who was skipped and why, and the one line that machines look for.
 * @param {Counts} counts
 * @returns {string[]}
 */
export function closing({ passed, failed, skipped }) {
  return [
    ...failed.map((name) => `FAILED   ${name}`),
    ...skipped.map(({ name, reason }) => `skipped  ${name} (${reason})`),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ];
}
