import { createHash } from 'node:crypto';
import type { HubModel } from '../../../tools/model-hub/hub-model.mjs';
import type { Page } from './sotto.ts';

/** SHA-256 of each file of a model that is in WebLLM's caches, by name. */
export async function cached(page: Page, weightsUrl: string): Promise<Record<string, string>> {
  const found = await page.evaluate<[string, string][]>(`(async () => {
    const prefix = '${weightsUrl}/resolve/main/';
    const found = [];
    for (const name of ['webllm/model', 'webllm/config']) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (!url.startsWith(prefix)) continue;
        const bytes = await (await cache.match(url)).arrayBuffer();
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        found.push([url.slice(prefix.length), hash.toHex()]);
      }
    }
    return found;
  })()`);
  return Object.fromEntries(found);
}

/** Sizes of what has come of a model and is not verified, by name. */
export function parts(page: Page, weightsUrl: string): Promise<Record<string, number>> {
  return page.evaluate(`(async () => {
    const root = await navigator.storage.getDirectory();
    const found = {};
    try {
      const all = await root.getDirectoryHandle('parts');
      const folder = await all.getDirectoryHandle('${encodeURIComponent(weightsUrl)}');
      for await (const [name, file] of folder)
        found[decodeURIComponent(name)] = (await file.getFile()).size;
    } catch (thrown) {
      if (thrown.name !== 'NotFoundError') throw thrown;
    }
    return found;
  })()`);
}

/** Puts a file where downloads keep what is not verified yet. */
export async function putPart(
  page: Page,
  weightsUrl: string,
  name: string,
  bytes: Buffer,
): Promise<void> {
  await page.evaluate(`(async () => {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('parts', { create: true });
    const folder = await all.getDirectoryHandle('${encodeURIComponent(weightsUrl)}', { create: true });
    const file = await folder.getFileHandle('${encodeURIComponent(name)}', { create: true });
    const writable = await file.createWritable();
    await writable.write(Uint8Array.fromBase64('${bytes.toString('base64')}'));
    await writable.close();
  })()`);
}

/** What the host has, as `cached` tells it. */
export function hosted({ repository }: HubModel): Record<string, string> {
  const files = [...repository.files.values()];
  return Object.fromEntries(
    files.map(({ path, bytes }) => [path, createHash('sha256').update(bytes).digest('hex')]),
  );
}

/** Other bytes in a file's place, under the headers that it had. */
export async function replaceCached(
  page: Page,
  weightsUrl: string,
  name: string,
  bytes: Buffer,
): Promise<void> {
  await page.evaluate(`(async () => {
    const url = '${weightsUrl}/resolve/main/${name}';
    const cache = await caches.open('webllm/model');
    const { headers } = await cache.match(url);
    const bytes = Uint8Array.fromBase64('${bytes.toString('base64')}');
    await cache.put(url, new Response(bytes, { headers }));
  })()`);
}
