import { resolve } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { closing, hasRun, none, sum } from './test/counts.mjs';
import { prepareMachine } from './test/machine.mjs';
import { runEndToEnd, runScript, runUnitTests, skipEndToEnd } from './test/runs.mjs';
import { stepper } from './test/stepper.mjs';

/**
 * `npm test`: everything. `npm run test:e2e -- [filter]`: only the builds and what runs in the browser.
 * @typedef {import('./test/counts.mjs').Counts} Counts
 */
const [part, ...filter] = process.argv.slice(2);
const { step, times } = stepper((line) => console.log(line));

const installed = step('dependencies', dependencies);
const [checks, tests] = installed.failed.length > 0 ? [none(), none()] : run();
const total = sum([installed, checks, tests]);
const ending = hasRun(tests) ? [] : ['No test ran.'];
console.log(['', ...times, '', ...ending, ...closing(total)].join('\n'));
process.exitCode = hasRun(tests) && total.failed.length === 0 ? 0 : 1;

/** @returns {Counts} */
function dependencies() {
  try {
    installDependencies(resolve(import.meta.dirname, '..'));
    return none();
  } catch (error) {
    return { ...none(), failed: [/** @type {Error} */ (error).message] };
  }
}

/** Ordered so that what is quick and often wrong is told first. */
function run() {
  const isAll = part !== 'e2e';
  const checks = isAll ? runChecks() : none();
  const unitTests = isAll ? step('unit tests', runUnitTests) : none();
  const builds = sum([
    step('build', () => runScript('build')),
    step('build for tests', () => runScript('build', '--', '--mode', 'test')),
  ]);
  const inBrowser = endToEnd(builds.failed.length === 0);
  return [sum([checks, builds]), sum([unitTests, inBrowser])];
}

function runChecks() {
  return sum([
    step('types', () => runScript('check:types')),
    step('style', () => runScript('check:style')),
    step('unused code', () => runScript('check:unused')),
  ]);
}

/** @param {boolean} isBuilt */
function endToEnd(isBuilt) {
  if (!isBuilt) return skipEndToEnd(filter, 'the build failed');
  const { chromium, words } = step('browser', prepareMachine);
  console.log(words);
  if (chromium === null) return skipEndToEnd(filter, 'no Chromium');
  return step('end-to-end tests', () => runEndToEnd(chromium, filter));
}
