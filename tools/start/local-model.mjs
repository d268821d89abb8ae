import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from './flags.mjs';

/**
 * A model that comes from a folder of this machine instead of the network; it needs a build of its own.
 *
 * @typedef {object} LocalModel
 * @property {string} folder
 * @property {string} name as the options page shows it
 * @property {string} output folder of the build
 * @property {string} profile folder of the browser's profile
 * @property {boolean} isToy
 */

/**
 * @param {string} root the project's folder
 * @param {import('./flags.mjs').Flags} flags
 * @returns {LocalModel | null}
 */
export function localModelOf(root, { testModel, modelDir }) {
  if (testModel) return folderModel(join(root, 'tests/fixtures/tiny-llama'), 'test', true);
  // npm runs this in the project's folder, whichever folder the person called it from.
  const from = process.env.INIT_CWD ?? '.';
  if (modelDir !== null) return folderModel(resolve(from, modelDir), 'local', false);
  return null;
}

/**
 * @param {string} folder
 * @param {string} kind
 * @param {boolean} isToy
 * @returns {LocalModel}
 */
function folderModel(folder, kind, isToy) {
  for (const file of ['mlc-chat-config.json', 'tensor-cache.json', 'model.wasm']) {
    if (!existsSync(join(folder, file))) {
      throw new UsageError(`${folder} is no MLC model for WebLLM: it has no ${file}`);
    }
  }
  const name = basename(folder);
  // The name is an id and part of an address as well.
  if (!/^[\w.-]+$/.test(name)) {
    throw new UsageError(
      `Rename ${folder}: letters, digits, ".", "_" and "-" are what a model's name may have`,
    );
  }
  return {
    folder,
    name,
    output: `dist-${kind}`,
    profile: `profile-${kind}`,
    isToy,
  };
}
