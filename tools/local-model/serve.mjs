import { basename, resolve } from 'node:path';
import { serveFolder } from '../setup/static-server.mjs';
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
    });
    return { url: `http://127.0.0.1:${port}/${encodeURIComponent(name)}`, close };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(
      `Port ${wantedPort} of this machine is taken, probably by another "npm start" or "npm test": end that first`,
    );
  }
}
