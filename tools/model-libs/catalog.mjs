import { join } from 'node:path';
import { runnerImport } from 'vite';

/**
 * The catalog is TypeScript, which Node 20 cannot read by itself; Vite, which builds it, can.
 * @param {string} root the project's folder
 */
export async function readCatalog(root) {
  const { module } = await runnerImport(join(root, 'src/core/models/catalog.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  });
  return /** @type {typeof import('../../src/core/models/catalog.ts')} */ (module).catalog;
}
