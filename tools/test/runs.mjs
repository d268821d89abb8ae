import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { npm } from '../setup/npm.mjs';
import { none, withEnding } from './counts.mjs';
import { countPlaywright, skipAll } from './playwright-report.mjs';
import { countVitest } from './vitest-report.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const root = resolve(import.meta.dirname, '../..');

/**
 * A script of package.json that passes or fails as a whole.
 * @param {string} name
 * @param {string[]} args
 * @returns {Counts}
 */
export function runScript(name, ...args) {
  const { ok } = npm(['run', '--silent', name, ...args], { cwd: root, show: true });
  const call = [name, ...args].join(' ');
  return ok ? { ...none(), passed: 1 } : { ...none(), failed: [`npm run ${call}`] };
}

/** @returns {Counts} */
export function runUnitTests() {
  const file = freshFile('unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--silent', 'test:unit', '--', ...reporters];
  const { ok } = npm(args, { cwd: root, show: true });
  return withEnding(
    countFile(file, (report) => countVitest(report, root)),
    'unit tests',
    ok,
  );
}

/**
 * @param {string} chromium
 * @param {string[]} filter what Playwright understands: parts of file names, `-g title`
 * @returns {Counts}
 */
export function runEndToEnd(chromium, filter) {
  const file = freshFile('e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, SOTTO_CHROMIUM: chromium };
  // A browser that hangs must not hold a build machine for ever.
  const limit = '--global-timeout=900000';
  const ok = playwright(['--reporter=list,json', limit, ...filter], env, 'inherit').status === 0;
  return withEnding(countFile(file, countPlaywright), 'end-to-end tests', ok);
}

/**
 * Names the tests that cannot run here, without running them.
 * @param {string[]} filter
 * @param {string} reason
 * @returns {Counts}
 */
export function skipEndToEnd(filter, reason) {
  const file = freshFile('e2e-list.json');
  playwright(['--list', '--reporter=json', ...filter], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return skipAll(readJson(file) ?? { suites: [], errors: [] }, reason);
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {'inherit' | 'ignore'} output
 */
function playwright(args, env, output = 'ignore') {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = ['-c', 'tests/e2e/playwright.config.ts'];
  return spawnSync(process.execPath, [cli, 'test', ...config, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
}

/**
 * A report of the last run would be taken for this one's when a runner dies early.
 * @param {string} name
 */
function freshFile(name) {
  const file = join(root, '.sotto/test', name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * @param {string} file
 * @param {(report: any) => Counts} count
 */
function countFile(file, count) {
  const report = readJson(file);
  return report ? count(report) : none();
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
