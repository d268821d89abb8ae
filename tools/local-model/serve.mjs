import { basename, resolve } from 'node:path';
import { RepositoryFile } from '../model-hub/repository.mjs';
import { serveFolder } from '../setup/static-server.mjs';
import { readLocalGguf } from './gguf.mjs';
import { localModelPort } from './port.mjs';

/**
 * Serves a model's folder at the addresses that WebLLM asks for.
 * @param {string} folder of an MLC model: `mlc-chat-config.json`, `tensor-cache.json`, shards, tokenizer
 * @param {number} [wantedPort] another one than test builds allow
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` is what `/resolve/main/<file>` is put after
 */
export async function serveLocalModel(folder, wantedPort = localModelPort) {
  const name = basename(resolve(folder));
  try {
    const { port, close } = await serveFolder(resolve(folder), {
      port: wantedPort,
      prefix: `/${name}/resolve/main/`,
      // The extension's pages are another origin.
      headers: { 'access-control-allow-origin': '*' },
      files: ggufFiles(folder),
    });
    return { url: `http://127.0.0.1:${port}/${encodeURIComponent(name)}`, close };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(
      `Port ${wantedPort} of this machine is taken, probably by another "npm start" or "npm test": end that first`,
    );
  }
}

/**
 * The same model for the CPU, in a repository of its own with the list of its files.
 * @param {string} folder
 * @returns {Map<string, Buffer>}
 */
function ggufFiles(folder) {
  const gguf = readLocalGguf(folder);
  if (!gguf) return new Map();
  const { entry } = new RepositoryFile(gguf.file, gguf.bytes);
  return new Map([
    [`/${gguf.id}/resolve/main/${gguf.file}`, gguf.bytes],
    [`/api/models/${gguf.id}/tree/main`, Buffer.from(JSON.stringify([entry]))],
  ]);
}
