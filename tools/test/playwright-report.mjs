/**
 * The part that we read of what Playwright's `json` reporter writes.
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ status: string, annotations: Annotation[] }} Test
 * @typedef {{ title: string, tests: Test[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ suites: Suite[], errors: { message?: string }[] }} PlaywrightReport
 * @typedef {Test & { name: string }} NamedTest
 */

/**
 * @param {PlaywrightReport} report
 * @returns {import('./counts.mjs').Counts}
 */
export function countPlaywright({ suites, errors }) {
  const tests = suites.flatMap((suite) => testsOf(suite, []));
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const passed = tests.filter(({ status }) => status === 'expected' || status === 'flaky');
  const failed = tests.filter((test) => !skipped.includes(test) && !passed.includes(test));
  return {
    passed: passed.length,
    failed: [...failed.map(({ name }) => name), ...errors.map(firstLine)],
    skipped: skipped.map((test) => ({ name: test.name, reason: reasonOf(test) })),
  };
}

/**
 * The tests of a run that cannot take place, from `playwright test --list`.
 * @param {PlaywrightReport} list
 * @param {string} reason
 * @returns {import('./counts.mjs').Counts}
 */
export function skipAll({ suites }, reason) {
  const names = suites.flatMap((suite) => testsOf(suite, [])).map(({ name }) => name);
  const skipped = names.length > 0 ? names : ['end-to-end tests'];
  return { passed: 0, failed: [], skipped: skipped.map((name) => ({ name, reason })) };
}

/**
 * @param {Suite} suite
 * @param {string[]} titles
 * @returns {NamedTest[]}
 */
function testsOf({ title, specs = [], suites = [] }, titles) {
  const path = [...titles, title];
  const own = specs.flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, name: [...path, spec.title].join(' › ') })),
  );
  return [...own, ...suites.flatMap((suite) => testsOf(suite, path))];
}

/** @param {NamedTest} test */
function reasonOf({ annotations }) {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  // A test behind a failed one of its series is "skipped" as well, without anybody having said so.
  return skip ? (skip.description ?? 'by the test') : 'did not run';
}

/** @param {{ message?: string }} error */
function firstLine({ message = 'an error without a message' }) {
  return `end-to-end tests: ${message.split('\n')[0]}`;
}
