import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} name
 * @returns {string} its full path, or '' where there is no such command
 */
export function commandPath(name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = folders.flatMap((folder) => extensions.map((end) => join(folder, name + end)));
  return paths.find(isExecutable) ?? '';
}

/** @param {string} name */
export const hasCommand = (name) => commandPath(name) !== '';

/** Debian, Ubuntu and their kin, where we are root: elsewhere we neither can nor should install packages. */
const canAptInstall = () =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  existsSync('/etc/debian_version') &&
  hasCommand('apt-get');

let isUpdated = false;

/**
 * Installs packages of the system; fetches the lists of packages first, when they are missing or outdated.
 * @param {string[]} packages
 * @returns {boolean} whether all of them are installed now
 */
export function aptInstall(packages) {
  if (!canAptInstall()) return false;
  const install = () => aptGet(['install', '--no-install-recommends', ...packages]);
  if (install()) return true;
  if (isUpdated) return false;
  isUpdated = true;
  return aptGet(['update']) && install();
}

/** @param {string[]} args */
function aptGet(args) {
  // Without this a package may stop and ask something, and nobody is there to answer.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-qq', '-y', ...args], { env, stdio: 'ignore' });
  return status === 0;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
