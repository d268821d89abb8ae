import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { close, listen } from './local-server.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder to this machine alone.
 * @param {string} folder
 * @param {{ port?: number, prefix?: string, headers?: Record<string, string>, files?: Map<string, Buffer> }} [options]
 *   `port` 0 takes a free one; `files` are served besides, by their paths
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveFolder(
  folder,
  { port = 0, prefix = '/', headers = {}, files = new Map() } = {},
) {
  const server = createServer((request, response) => {
    const bytes = files.get(decoded((request.url ?? '').split('?')[0] ?? ''));
    if (bytes) {
      response.writeHead(200, { ...headers, 'content-length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
      return;
    }
    const path = fileOf(folder, prefix, request.url ?? '/');
    const size = path === null ? null : fileSize(path);
    if (path === null || size === null) {
      response.writeHead(404, headers).end();
      return;
    }
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers, 'content-type': type, 'content-length': size });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path).pipe(response);
  });
  return { port: await listen(server, port), close: () => close(server) };
}

/**
 * @param {string} folder
 * @param {string} prefix as a person would write it, not percent-encoded
 * @param {string} url
 * @returns {string | null} null outside the prefix or the folder
 */
export function fileOf(folder, prefix, url) {
  const pathname = decoded(url.split('?')[0] ?? '');
  if (!pathname.startsWith(prefix)) return null;
  const path = normalize(join(folder, pathname.slice(prefix.length) || 'index.html'));
  return path.startsWith(normalize(folder + sep)) ? path : null;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** @param {string} path */
function fileSize(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : null;
}
