import { join } from 'node:path';
import { runnerImport } from 'vite';

/**
 * What of the product's `core/` says what a model is asked and what is made of its answer.
 * @typedef {Pick<typeof import('../../src/core/prompts.ts'), 'buildPrompt'>
 *   & Pick<typeof import('../../src/core/window.ts'), 'estimateTokens'>
 *   & Pick<typeof import('../../src/core/clean.ts'), 'cleanAnswer' | 'StreamCleaner'>} Core
 */

/**
 * It is TypeScript, which Node 20 cannot read by itself; Vite, which builds it, can.
 * @param {string} root the project's folder
 * @returns {Promise<Core>}
 */
export async function readCore(root) {
  const load = async (/** @type {string} */ file) => {
    const path = join(root, 'src/core', file);
    return (await runnerImport(path, { root, configFile: false, logLevel: 'error' })).module;
  };
  const modules = [await load('prompts.ts'), await load('window.ts'), await load('clean.ts')];
  return /** @type {Core} */ (Object.assign({}, ...modules));
}
