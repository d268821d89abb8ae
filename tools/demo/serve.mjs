import { fileURLToPath } from 'node:url';
import { serveFolder } from '../setup/static-server.mjs';

/** Serves the demo article. */
export async function serveDemo() {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { port, close } = await serveFolder(folder);
  return { url: `http://127.0.0.1:${port}/`, close };
}
