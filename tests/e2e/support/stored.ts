import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs in any document: gives all that its origin has stored, as `[place, text]`. Bytes are read as Latin-1, in which
 * ASCII stands as itself.
 */
export const readEverythingStored = `(async () => {
  const latin1 = async (body) => {
    const bytes = new Uint8Array(await body.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 4096)
      text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return text;
  };
  const found = [
    ['localStorage', JSON.stringify({ ...localStorage })],
    ['sessionStorage', JSON.stringify({ ...sessionStorage })],
    ['cookies', document.cookie],
  ];
  for (const area of ['local', 'session', 'sync'])
    if (globalThis.chrome?.storage?.[area])
      found.push(['storage.' + area, JSON.stringify(await chrome.storage[area].get(null))]);
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push(['cache ' + name, request.url]);
      found.push(['cache ' + name, await latin1(await cache.match(request))]);
    }
  }
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await settled(database.transaction(store).objectStore(store).getAll());
      found.push(['indexedDB ' + name, JSON.stringify(values)]);
    }
    database.close();
  }
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder) {
      if (entry.kind === 'directory') await walk(entry, path + name + '/');
      else found.push(['OPFS', path + name + ' ' + (await latin1(await entry.getFile()))]);
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return found;
})()`;

/** Files below a folder that hold the text, in either of the two encodings that the browser writes. */
export function filesWith(folder: string, text: string): string[] {
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form));
  });
}
