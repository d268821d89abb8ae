import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../browser/chromium.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
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
  step('dependencies', installDependencies(root) ? 'installed' : 'up to date');
  // It prints which models this build leaves out; without them Sotto still works, so we go on.
  npm(['run', '--silent', 'model-libs'], { cwd: root, show: true });
  const { path, version } = findChromium(flags.chromium);
  step('browser', version ? `${path} (${version})` : path);
  const extension = build(root, model);
  const profile = join(root, '.sotto', 'profile');
  if (flags.fresh) rmSync(profile, { recursive: true, force: true });
  step('profile', `.sotto/profile${flags.fresh ? ' (new)' : ''}`);
  return { executable: path, extension, profile };
}

/**
 * @param {string} root
 * @param {import('./local-model.mjs').LocalModel | null} model
 */
function build(root, model) {
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
