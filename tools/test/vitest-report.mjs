import { relative } from 'node:path';

/**
 * The part that we read of what Vitest's `json` reporter writes.
 * @typedef {{ fullName: string, status: string }} Assertion
 * @typedef {{ name: string, status: string, assertionResults: Assertion[] }} TestFile
 * @typedef {{ testResults: TestFile[] }} VitestReport
 */

/**
 * @param {VitestReport} report
 * @param {string} root
 * @returns {import('./counts.mjs').Counts}
 */
export function countVitest({ testResults }, root) {
  const files = testResults.map((file) => ({ ...file, name: relative(root, file.name) }));
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ name: `${name}: ${fullName}`, status })),
  );
  const named = (/** @type {string[]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
  return {
    passed: named('passed').length,
    failed: [...named('failed'), ...files.filter(isBrokenOutsideTests).map(({ name }) => name)],
    skipped: [
      ...named('skipped', 'pending', 'disabled').map((name) => ({ name, reason: 'by the test' })),
      ...named('todo').map((name) => ({ name, reason: 'to be written' })),
    ],
  };
}

/**
 * A file that does not load, or whose `beforeAll` throws, failed without a failed test in it.
 * @param {TestFile} file
 */
function isBrokenOutsideTests({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}
