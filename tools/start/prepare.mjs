import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../browser/chromium.mjs';
import { areInstalled, installDependencies } from '../setup/dependencies.mjs';
import { npm } from '../setup/npm.mjs';
import { say, seconds, step } from './say.mjs';

/**
 * @typedef {object} Prepared
 * @property {string} executable of the browser
 * @property {string} extension folder of the build
 * @property {string} profile folder
 */

/**
 * Everything that has to be there before a browser can be opened.
 * @param {string} root the project's folder
 * @param {import('./flags.mjs').Flags} flags
 * @param {import('./local-model.mjs').LocalModel | null} model
 * @returns {Prepared}
 */
export function prepare(root, flags, model) {
  const isReady = areInstalled(root);
  step('dependencies', isReady ? 'up to date' : 'installing, for about half a minute…');
  installDependencies(root);
  // It prints which models this build leaves out; without them Sotto still works, so we go on.
  npm(['run', '--silent', 'model-libs'], { cwd: root, show: true });
  const { path, version } = findChromium(flags.chromium);
  step('browser', version ? `${path} (${version})` : path);
  const extension = build(root, model);
  return { executable: path, extension, profile: profileFor(root, model, flags.fresh) };
}

/**
 * One profile for each build: in a shared one the first build keeps the keyboard shortcuts for ever, since the browser
 * takes each for another extension and gives a key once.
 * @param {string} root
 * @param {import('./local-model.mjs').LocalModel | null} model
 * @param {boolean} fresh
 */
function profileFor(root, model, fresh) {
  const folder = `.sotto/${model?.profile ?? 'profile'}`;
  const profile = join(root, folder);
  if (fresh) rmSync(profile, { recursive: true, force: true });
  step('profile', `${folder}${fresh ? ' (new)' : ''}`);
  return profile;
}

/**
 * @param {string} root
 * @param {import('./local-model.mjs').LocalModel | null} model null for the product
 * @returns {string} folder of the build
 */
export function build(root, model) {
  const started = performance.now();
  const mode = model ? ['--', '--mode', 'test'] : [];
  const env = model ? { SOTTO_LOCAL_MODEL: model.folder, SOTTO_OUT: model.output } : {};
  const { ok, output } = npm(['run', '--silent', 'build', ...mode], { cwd: root, env });
  if (!ok) {
    say(output.trim());
    throw new Error('The build failed; see above');
  }
  const folder = model?.output ?? 'dist';
  step('build', `${folder}/ in ${seconds(performance.now() - started)}`);
  return join(root, folder);
}
