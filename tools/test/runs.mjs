import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm } from '../setup/npm.mjs';
import { none, withEnding } from './counts.mjs';
import { countPlaywright, skipAll } from './playwright-report.mjs';
import { countVitest } from './vitest-report.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * The single commands of `npm run check`: run one by one, a wrong type does not hide what the linter has to say.
 * @param {string} root
 * @returns {string[]}
 */
export function checkCommands(root) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return scripts.check.split(' && ');
}

/**
 * Passes or fails as a whole.
 * @param {string} root
 * @param {string[]} args of npm
 * @returns {Counts}
 */
export function runNpm(root, ...args) {
  const { ok } = npm(args, { cwd: root, show: true });
  return ok ? { ...none(), passed: 1 } : { ...none(), failed: [`npm ${args.join(' ')}`] };
}

/**
 * @param {string} root
 * @returns {Counts}
 */
export function runUnitTests(root) {
  const file = freshFile(root, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = npm(['run', 'test:unit', '--', ...reporters], { cwd: root, show: true });
  const report = readJson(file);
  return withEnding(report ? countVitest(report, root) : none(), 'unit tests', ok);
}

/**
 * @param {string} root
 * @param {string} chromium
 * @returns {Counts}
 */
export function runEndToEnd(root, chromium) {
  const file = freshFile(root, 'e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, SOTTO_CHROMIUM: chromium };
  // A browser that hangs must not hold a build machine for ever.
  const args = ['run', 'test:e2e', '--', '--reporter=list,json', '--global-timeout=1000000'];
  const { ok } = npm(args, { cwd: root, env, show: true });
  const report = readJson(file);
  return withEnding(report ? countPlaywright(report) : none(), 'end-to-end tests', ok);
}

/**
 * Names the tests that cannot run here, without running them.
 * @param {string} root
 * @param {string} reason
 * @returns {Counts}
 */
export function skipEndToEnd(root, reason) {
  const file = freshFile(root, 'e2e-list.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  npm(['run', 'test:e2e', '--', '--list', '--reporter=json'], { cwd: root, env });
  return skipAll(readJson(file) ?? { suites: [], errors: [] }, reason);
}

/**
 * A report of the last run would be taken for this one's when a runner dies early.
 * @param {string} root
 * @param {string} name
 */
function freshFile(root, name) {
  const file = join(root, '.sotto/test', name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
