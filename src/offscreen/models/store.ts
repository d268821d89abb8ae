import * as v from 'valibot';
import { freeOf } from '../../core/download/free.ts';
import { AppError } from '../../core/errors.ts';
import {
  cacheNameOf,
  chatConfig,
  configFile,
  fileUrl,
  listFile,
  modelCaches,
  modelFiles,
  type SizedFile,
  type TensorCache,
  tensorCache,
  type Weights,
  weightsBytes,
} from '../../core/models/files.ts';
import { partBytes, removeAllParts, removeParts, strayPartBytes } from './parts.ts';

/** How much of a model is on disk: with the whole, loading it asks nobody. */
export type Stored = 'nothing' | 'part' | 'whole';

export async function storedOf(weights: Weights): Promise<Stored> {
  const { weightsUrl } = weights;
  const [names, parts] = await Promise.all([storedNames(weightsUrl), partBytes(weightsUrl)]);
  if (await areWhole(weights, names)) return 'whole';
  return names.size === 0 && parts === 0 ? 'nothing' : 'part';
}

/** For each request, which does not ask what else there may be. */
export async function isWhole(weights: Weights): Promise<boolean> {
  return areWhole(weights, await storedNames(weights.weightsUrl));
}

/** Of all files of a model, parts included. */
export async function storedBytes(weightsUrl: string): Promise<number> {
  const entries = await entriesOf(weightsUrl);
  const sizes = await Promise.all(entries.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, await partBytes(weightsUrl));
}

/** Bytes of all weights; undefined while their list is not on disk. */
export async function storedWeights(weightsUrl: string): Promise<number | undefined> {
  const list = await listOf(weightsUrl);
  return list && weightsBytes(list);
}

/**
 * Files on disk that cannot be what the host has: no JSON where there must be some, or shards of another size than the
 * list says. Quick, where a verification reads every byte.
 */
export async function damagedFiles(weightsUrl: string): Promise<readonly string[]> {
  const entries = await entriesOf(weightsUrl);
  const list = await listOf(weightsUrl);
  const expected = new Map(list?.records.map(({ dataPath, nbytes }) => [dataPath, nbytes]));
  const damaged = await Promise.all(
    entries.map(async (entry) => {
      const size = expected.get(entry.name);
      const isDamaged =
        size === undefined
          ? entry.name.endsWith('.json') && !(await isJson(entry))
          : (await sizeOf(entry)) !== size;
      return isDamaged ? [entry.name] : [];
    }),
  );
  return damaged.flat();
}

/** Looks afterwards whether it is so. By enumerating the keys: WebLLM's own way needs the network and leaves a file behind. */
export async function removeFromStore(weightsUrl: string): Promise<void> {
  for (const { cache, request } of await entriesOf(weightsUrl)) await cache.delete(request);
  await removeParts(weightsUrl);
  if ((await entriesOf(weightsUrl)).length > 0 || (await partBytes(weightsUrl)) > 0)
    throw new AppError('unexpected', `Something of ${weightsUrl} is still on disk.`);
}

/** Of these files, what is neither verified nor on its way. */
export async function missingBytes(
  weightsUrl: string,
  files: readonly SizedFile[],
): Promise<number> {
  const names = await storedNames(weightsUrl);
  const missing = files.filter(({ file }) => !names.has(file));
  const bytes = missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return Math.max(0, bytes - (await partBytes(weightsUrl)));
}

/** Of what lies in the models' caches and belongs to none of these. */
export async function strayBytes(weightsUrls: readonly string[]): Promise<number> {
  const strays = (await allEntries()).filter(
    ({ request }) => !weightsUrls.some((it) => request.url.startsWith(fileUrl(it, ''))),
  );
  const sizes = await Promise.all(strays.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, await strayPartBytes(weightsUrls));
}

/** Files of models that nobody knows any more included. Looks afterwards whether it is so. */
export async function removeEverything(): Promise<void> {
  await Promise.all(modelCaches.map((name) => caches.delete(name)));
  await removeAllParts();
  if ((await allEntries()).length > 0 || (await strayPartBytes([])) > 0)
    throw new AppError('unexpected', 'Something of the models is still on disk.');
}

export async function freeBytes(): Promise<number> {
  return Math.max(0, freeOf(await navigator.storage.estimate()));
}

type Entry = { readonly cache: Cache; readonly request: Request; readonly name: string };

async function entriesOf(weightsUrl: string): Promise<readonly Entry[]> {
  const prefix = fileUrl(weightsUrl, '');
  return (await allEntries())
    .filter(({ request }) => request.url.startsWith(prefix))
    .map((entry) => ({ ...entry, name: entry.request.url.slice(prefix.length) }));
}

async function allEntries(): Promise<readonly Entry[]> {
  const found = await Promise.all(
    modelCaches.map(async (name) => {
      const cache = await caches.open(name);
      return (await cache.keys()).map((request) => ({ cache, request, name: request.url }));
    }),
  );
  return found.flat();
}

async function storedNames(weightsUrl: string): Promise<ReadonlySet<string>> {
  return new Set((await entriesOf(weightsUrl)).map(({ name }) => name));
}

async function sizeOf({ cache, request }: Entry): Promise<number> {
  const response = await cache.match(request);
  // The blob stays on disk: its size costs nothing.
  return response ? (await response.blob()).size : 0;
}

/** What is not verified is in the parts, and never here. */
async function areWhole(
  { weightsUrl, file }: Weights,
  names: ReadonlySet<string>,
): Promise<boolean> {
  if (file !== null) return names.has(file);
  if (!names.has(listFile)) return false;
  const list = await listOf(weightsUrl);
  const config = v.safeParse(chatConfig, await storedJson(weightsUrl, configFile));
  const files = list && config.success ? modelFiles(list, config.output) : null;
  return files?.every((name) => names.has(name)) ?? false;
}

/** Undefined where it is missing, or is none. */
async function listOf(weightsUrl: string): Promise<TensorCache | undefined> {
  const parsed = v.safeParse(tensorCache, await storedJson(weightsUrl, listFile));
  return parsed.success ? parsed.output : undefined;
}

/** Undefined for what is not there, or is no JSON. */
async function storedJson(weightsUrl: string, file: string): Promise<unknown> {
  const cache = await caches.open(cacheNameOf(file));
  const response = await cache.match(fileUrl(weightsUrl, file));
  return response?.json().catch(() => undefined);
}

async function isJson({ cache, request }: Entry): Promise<boolean> {
  const response = await cache.match(request);
  return response
    ? response.json().then(
        () => true,
        () => false,
      )
    : false;
}
