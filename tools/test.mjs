import { resolve } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { closing, hasRun, none, sum } from './test/counts.mjs';
import { prepareMachine } from './test/machine.mjs';
import { checkCommands, runEndToEnd, runNpm, runUnitTests, skipEndToEnd } from './test/runs.mjs';
import { stepper } from './test/stepper.mjs';

/** @typedef {import('./test/counts.mjs').Counts} Counts */

const root = resolve(import.meta.dirname, '..');
const { step, times } = stepper((line) => console.log(line));

const installed = step('dependencies', dependencies);
const { checks, tests } = installed.failed.length > 0 ? nothing() : everything();
const total = sum([installed, checks, tests]);
const ending = hasRun(tests) ? [] : ['No test ran.'];
console.log(['', ...times, '', ...ending, ...closing(total)].join('\n'));
process.exitCode = hasRun(tests) && total.failed.length === 0 ? 0 : 1;

/** @returns {Counts} */
function dependencies() {
  try {
    installDependencies(root);
    return none();
  } catch (error) {
    return { ...none(), failed: [/** @type {Error} */ (error).message] };
  }
}

function nothing() {
  return { checks: none(), tests: none() };
}

/** What is quick and often wrong comes first. */
function everything() {
  const checks = checkCommands(root).map((command) =>
    step(command, () => runNpm(root, 'exec', '--no', '--', ...command.split(' '))),
  );
  const unitTests = step('unit tests', () => runUnitTests(root));
  const builds = sum([
    step('build', () => runNpm(root, 'run', 'build')),
    step('build for tests', () => runNpm(root, 'run', 'build', '--', '--mode', 'test')),
  ]);
  const inBrowser = endToEnd(builds.failed.length === 0);
  return { checks: sum([...checks, builds]), tests: sum([unitTests, inBrowser]) };
}

/** @param {boolean} isBuilt */
function endToEnd(isBuilt) {
  if (!isBuilt) return skipEndToEnd(root, 'the build failed');
  const { chromium, words } = step('browser', prepareMachine);
  console.log(words);
  if (chromium === null) return skipEndToEnd(root, 'no Chromium');
  return step('end-to-end tests', () => runEndToEnd(root, chromium));
}
