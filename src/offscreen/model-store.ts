import * as v from 'valibot';
import { AppError } from '../core/errors.ts';
import type { ModelVariant } from '../core/models/model.ts';

/** WebLLM's own caches: the key of a file is its URL. */
const weightsCache = 'webllm/model';
const configCache = 'webllm/config';

const listFile = 'tensor-cache.json';
const configFile = 'mlc-chat-config.json';
const tokenizerFile = 'tokenizer.json';

/** A host that accepts a request and then says nothing would keep a person waiting for ever. */
const answerMs = 30_000;

/** The part of `tensor-cache.json` that says which files belong to a model, and how large they are. */
const tensorCache = v.object({
  records: v.array(v.object({ dataPath: v.string(), nbytes: v.number() })),
});
type Shards = v.InferOutput<typeof tensorCache>['records'];

/** How much of a model is on disk: with the whole, loading it asks nobody. */
export type Stored = 'nothing' | 'part' | 'whole';

function fileUrl({ weightsUrl }: ModelVariant, file: string): string {
  return `${weightsUrl}/resolve/main/${file}`;
}

export async function storedOf(variant: ModelVariant): Promise<Stored> {
  const shards = await shardsOf(variant);
  const files = [listFile, configFile, tokenizerFile, ...(shards ?? []).map(toPath)];
  const found = await Promise.all(files.map((file) => storedFile(variant, file)));
  if (shards && found.every((response) => response !== undefined)) return 'whole';
  return (await storedRequests(variant)).length === 0 ? 'nothing' : 'part';
}

/**
 * Files on disk that cannot be what the host has: no JSON where there must be some, or shards of another size than the
 * list says. WebLLM keeps for ever whatever came with status 200, and fails at it each time in words of its own.
 */
export async function damagedFiles(variant: ModelVariant): Promise<readonly string[]> {
  const shards = await shardsOf(variant);
  const damaged: string[] = [];
  if (!shards && (await storedFile(variant, listFile))) damaged.push(listFile);
  for (const file of [configFile, tokenizerFile]) {
    const response = await storedFile(variant, file);
    if (response && (await jsonOf(response)) === undefined) damaged.push(file);
  }
  for (const { dataPath, nbytes } of shards ?? []) {
    const response = await storedFile(variant, dataPath);
    // The blob stays on disk: its size costs nothing.
    if (response && (await response.blob()).size !== nbytes) damaged.push(dataPath);
  }
  return damaged;
}

/**
 * Bytes of all weights, asked of the model's host: `tensor-cache.json` lists them. Throws `download-failed`, or
 * `storage-full` where they find no room.
 */
export async function downloadSize(signal: AbortSignal, variant: ModelVariant): Promise<number> {
  const shards = await askShards(signal, variant);
  if ((await missingBytes(variant, shards)) > (await freeBytes()))
    throw new AppError('storage-full', 'No room for it.');
  return sizeOf(shards);
}

/** Bytes of all weights; undefined while their list is not on disk. */
export async function storedSize(variant: ModelVariant): Promise<number | undefined> {
  const shards = await shardsOf(variant);
  return shards ? sizeOf(shards) : undefined;
}

function sizeOf(shards: Shards): number {
  return shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
}

/**
 * Chrome puts a response on disk before it goes to a cache, and stops doing so below this (twice what it may hold in
 * memory, which is 2 GB at most); all that WebLLM hears is that the network failed.
 */
const spareBytes = 4 * 1024 ** 3;

/** Whether a download that failed for no better reason did so because the disk is nearly full. */
export async function lacksRoom(variant: ModelVariant): Promise<boolean> {
  const missing = await missingBytes(variant, (await shardsOf(variant)) ?? []);
  return missing + spareBytes > (await freeBytes());
}

async function missingBytes(variant: ModelVariant, shards: Shards): Promise<number> {
  let missing = 0;
  for (const { dataPath, nbytes } of shards)
    if (!(await storedFile(variant, dataPath))) missing += nbytes;
  return missing;
}

/** With `unlimitedStorage` the quota is all that is free on the disk, and what is in use. */
async function freeBytes(): Promise<number> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  return quota - usage;
}

async function askShards(signal: AbortSignal, variant: ModelVariant): Promise<Shards> {
  const url = fileUrl(variant, listFile);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return v.parse(tensorCache, await response.json()).records;
  } catch (cause) {
    signal.throwIfAborted();
    throw new AppError('download-failed', `${url}: ${String(cause)}`, { cause });
  }
}

/** By enumerating the keys: WebLLM's own way needs the network and leaves a file behind. */
export async function removeFromStore(variant: ModelVariant): Promise<void> {
  for (const { cache, request } of await storedRequests(variant)) await cache.delete(request);
}

/** Whether there was something to remove. */
export async function removeDamaged(variant: ModelVariant): Promise<boolean> {
  const damaged = await damagedFiles(variant);
  for (const file of damaged) await (await cacheOf(file)).delete(fileUrl(variant, file));
  return damaged.length > 0;
}

function cacheOf(file: string): Promise<Cache> {
  return caches.open(file === configFile ? configCache : weightsCache);
}

async function storedFile(variant: ModelVariant, file: string): Promise<Response | undefined> {
  return (await cacheOf(file)).match(fileUrl(variant, file));
}

async function storedRequests(
  variant: ModelVariant,
): Promise<readonly { readonly cache: Cache; readonly request: Request }[]> {
  const prefix = fileUrl(variant, '');
  const caches_ = await Promise.all([weightsCache, configCache].map((name) => caches.open(name)));
  const found = await Promise.all(
    caches_.map(async (cache) => (await cache.keys()).map((request) => ({ cache, request }))),
  );
  return found.flat().filter(({ request }) => request.url.startsWith(prefix));
}

/** As the list on disk names them; null where there is none that can be read. */
async function shardsOf(variant: ModelVariant): Promise<Shards | null> {
  const response = await storedFile(variant, listFile);
  const parsed = v.safeParse(tensorCache, response && (await jsonOf(response)));
  return parsed.success ? parsed.output.records : null;
}

function toPath({ dataPath }: Shards[number]): string {
  return dataPath;
}

/** Undefined for what is no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
