import { join } from 'node:path';
import { runnerImport } from 'vite';

/**
 * What of the product's `core/` says what a model is asked, what is made of its answer, and how fast it should be.
 * @typedef {Pick<typeof import('../../src/core/prompts.ts'), 'buildPrompt'>
 *   & Pick<typeof import('../../src/core/window.ts'), 'estimateTokens'>
 *   & Pick<typeof import('../../src/core/clean.ts'), 'cleanAnswer' | 'StreamCleaner'>
 *   & Pick<typeof import('../../src/core/models/predict-speed.ts'), 'predictSpeed'>
 *   & Pick<typeof import('../../src/core/models/weights.ts'), 'quantizationOf'>} Core
 */

const files = [
  'prompts.ts',
  'window.ts',
  'clean.ts',
  'models/predict-speed.ts',
  'models/weights.ts',
];

/**
 * @param {string} root the project's folder
 * @returns {Promise<Core>}
 */
export async function readCore(root) {
  const modules = files.map((file) => readTypeScript(root, `src/core/${file}`));
  return /** @type {Core} */ (Object.assign({}, ...(await Promise.all(modules))));
}

/**
 * Node 20 cannot read it by itself; Vite, which builds it, can.
 * @param {string} root the project's folder
 * @param {string} file in it
 * @returns {Promise<object>} the module
 */
export async function readTypeScript(root, file) {
  const options = /** @type {const} */ ({ root, configFile: false, logLevel: 'error' });
  const { module } = await runnerImport(join(root, file), options);
  return /** @type {object} */ (module);
}
