import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { aptInstall, commandPath } from '../setup/apt.mjs';

/**
 * @typedef {{ path: string, version: string }} Chromium `version` is empty where it cannot be asked without
 *   opening a window
 *
 * @typedef {object} Means how to look, and how to get one; each answers null where it has nothing
 * @property {() => Chromium | null} installed
 * @property {() => Chromium | null} playwrights already downloaded
 * @property {() => Chromium | null} apt installs
 * @property {() => Chromium | null} download
 */

/** Chromium first: it is the one that development builds of extensions are made for. */
const linuxCommands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'google-chrome-unstable',
  'microsoft-edge',
];

const macApps = ['Chromium', 'Google Chrome', 'Google Chrome Beta', 'Google Chrome Canary'];

const windowsFolders = ['Chromium', 'Google\\Chrome', 'Google\\Chrome Beta', 'Google\\Chrome SxS'];

const help = [
  'No Chromium was found, and none could be installed here. Either',
  '  - install Chromium or Chrome 146 or newer from your system’s packages, or',
  '  - run "npx playwright install chromium", or',
  '  - name one: npm start -- --chromium PATH (or SOTTO_CHROMIUM=PATH)',
].join('\n');

/**
 * Finds a browser that can be driven, and installs one where there is none.
 * @param {string | undefined} given path named by the person; then no other one will do
 * @param {Means} [means]
 * @returns {Chromium}
 */
export function findChromium(given = process.env.SOTTO_CHROMIUM, means = realMeans) {
  if (given) return check(resolve(given)) ?? fail(`${given} is not a Chromium that runs here`);
  return means.installed() ?? means.playwrights() ?? means.apt() ?? means.download() ?? fail(help);
}

/**
 * The places to look at, best first.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} on Linux commands, elsewhere paths
 */
export function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', `${env.HOME ?? ''}/Applications`];
    return macApps.flatMap((app) =>
      folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === 'win32') {
    const roots = ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'];
    return windowsFolders.flatMap((folder) =>
      roots.flatMap((root) =>
        env[root] ? `${env[root]}\\${folder}\\Application\\chrome.exe` : [],
      ),
    );
  }
  return linuxCommands;
}

/** A Chromium that is here already, so that nothing needs to be installed; for tests that are skipped otherwise. */
export function installedChromium() {
  const given = process.env.SOTTO_CHROMIUM;
  return given ? check(resolve(given)) : (realMeans.installed() ?? realMeans.playwrights());
}

/** @type {Means} */
const realMeans = {
  installed: () => firstOf(usualPlaces(process.platform, process.env)),
  playwrights: () => check(playwrightPath()),
  apt: () => (aptInstall(['chromium']) ? firstOf(linuxCommands) : null),
  download: () => (playwrightInstall() ? check(playwrightPath()) : null),
};

/** @param {string[]} places */
function firstOf(places) {
  for (const place of places) {
    const found = check(place.includes(pathSign) ? place : commandPath(place));
    if (found) return found;
  }
  return null;
}

const pathSign = process.platform === 'win32' ? '\\' : '/';

/**
 * @param {string} path
 * @returns {Chromium | null}
 */
function check(path) {
  if (!path || !existsSync(path)) return null;
  // On Windows `--version` opens a window instead.
  if (process.platform === 'win32') return { path, version: '' };
  // Ubuntu's `chromium-browser` exists without a Chromium behind it, and only says how to install one.
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? { path, version: /\d+(\.\d+)+/.exec(stdout)?.[0] ?? '' } : null;
}

/** Playwright is there after `npm ci` only, and this file is read before it. */
const projectRequire = createRequire(import.meta.url);

function playwrightPath() {
  try {
    return String(projectRequire('@playwright/test').chromium.executablePath());
  } catch {
    return '';
  }
}

function playwrightInstall() {
  try {
    const cli = projectRequire.resolve('@playwright/test/cli');
    const { status } = spawnSync(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return status === 0;
  } catch {
    return false;
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  throw new Error(message);
}
