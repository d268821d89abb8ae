import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/**
 * Runs `npm ci` unless `node_modules` is what the lock file says.
 * @param {string} root the project's folder
 * @returns {boolean} whether it had to install
 */
export function installDependencies(root) {
  if (areInstalled(root)) return false;
  const { ok, output } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  if (!ok) throw new Error(`npm ci failed:\n${output.trim()}`);
  return true;
}

/** @param {string} root */
export function areInstalled(root) {
  const wanted = join(root, 'package-lock.json');
  // npm writes it last: an interrupted installation has none.
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  // A fresh checkout makes every file new: what counts then is whether the contents still agree.
  return samePackages(wanted, installed);
}

/**
 * @param {string} wanted
 * @param {string} installed
 */
function samePackages(wanted, installed) {
  const want = packagesOf(wanted);
  const have = packagesOf(installed);
  // Optional packages of other platforms stand in the lock file alone.
  return Object.entries(want).every(
    ([path, { version, optional }]) =>
      path === '' || have[path]?.version === version || (optional && !have[path]),
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
