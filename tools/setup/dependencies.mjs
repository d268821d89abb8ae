import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/**
 * Makes `node_modules` what the lock file says; does nothing where it is that already.
 * @param {string} root the project's folder
 */
export function installDependencies(root) {
  if (areInstalled(root)) return;
  const result = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  if (result.ok) return;
  const [reason] = result.output.trim().split(/\n.*(?:Usage:|A complete log)/);
  throw new Error(`The dependencies could not be installed:\n${reason}`);
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
