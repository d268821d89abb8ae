import { type Found, hashKinds } from '../../core/download/complaint.ts';
import { cacheNameOf, fileUrl, hashHeaders, modelCaches } from '../../core/models/files.ts';
import { freeBytes } from './free-bytes.ts';
import { asStorageError, storageFull } from './storage-error.ts';

/** A model's files where WebLLM looks for them. */
export class Shelf {
  readonly #weightsUrl: string;

  constructor(weightsUrl: string) {
    this.#weightsUrl = weightsUrl;
  }

  async get(file: string): Promise<Response | undefined> {
    return (await cacheOf(file)).match(this.#urlOf(file));
  }

  async textOf(file: string): Promise<string | null> {
    return (await (await this.get(file))?.text()) ?? null;
  }

  /** The blob of a stored file is not read into memory. */
  async sizeOf(file: string): Promise<number> {
    return (await (await this.get(file))?.blob())?.size ?? 0;
  }

  /** From the disk to the disk. */
  async put(file: string, blob: Blob, found: Found): Promise<void> {
    const type = file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    const headers = {
      'content-type': type,
      'content-length': String(blob.size),
      ...hashesAsHeaders(found),
    };
    try {
      await (await cacheOf(file)).put(this.#urlOf(file), new Response(blob, { headers }));
    } catch (thrown) {
      // The browser calls a full disk an unexpected error here.
      throw (await freeBytes()) < blob.size ? storageFull(thrown) : asStorageError(thrown);
    }
  }

  async remove(file: string): Promise<void> {
    await (await cacheOf(file)).delete(this.#urlOf(file));
  }

  /** Names of the files that are there. */
  async files(): Promise<readonly string[]> {
    const prefix = this.#urlOf('');
    const opened = await Promise.all(modelCaches.map((name) => caches.open(name)));
    const keys = await Promise.all(opened.map((cache) => cache.keys()));
    const urls = keys.flat().map(({ url }) => url);
    return urls.filter((url) => url.startsWith(prefix)).map((url) => url.slice(prefix.length));
  }

  #urlOf(file: string): string {
    return fileUrl(this.#weightsUrl, file);
  }
}

function cacheOf(file: string): Promise<Cache> {
  return caches.open(cacheNameOf(file));
}

function hashesAsHeaders(found: Found): Record<string, string> {
  const kinds = hashKinds.filter((kind) => found[kind] !== null);
  return Object.fromEntries(kinds.map((kind) => [hashHeaders[kind], String(found[kind])]));
}
