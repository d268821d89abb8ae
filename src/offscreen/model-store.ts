import * as v from 'valibot';
import type { ModelVariant } from '../core/catalog.ts';
import { AppError } from '../core/errors.ts';

/** WebLLM's own caches: the key of a file is its URL. */
const weightsCache = 'webllm/model';
const configCache = 'webllm/config';

/** The part of `tensor-cache.json` that says which files belong to a model, and how large they are. */
const tensorCache = v.object({
  records: v.array(v.object({ dataPath: v.string(), nbytes: v.number() })),
});

function fileUrl({ weightsUrl }: ModelVariant, file: string): string {
  return `${weightsUrl}/resolve/main/${file}`;
}

/** Whether every file of the model is on disk, so that loading it asks nobody. */
export async function isStored(variant: ModelVariant): Promise<boolean> {
  const weights = await caches.open(weightsCache);
  const listed = await weights.match(fileUrl(variant, 'tensor-cache.json'));
  if (!listed) return false;
  const { records } = v.parse(tensorCache, await listed.json());
  const config = await caches.open(configCache);
  const stored = await Promise.all([
    config.match(fileUrl(variant, 'mlc-chat-config.json')),
    weights.match(fileUrl(variant, 'tokenizer.json')),
    ...records.map(({ dataPath }) => weights.match(fileUrl(variant, dataPath))),
  ]);
  return stored.every((response) => response !== undefined);
}

/** Bytes of all weights, asked of the model's host: `tensor-cache.json` lists them. Throws `download-failed`. */
export async function downloadSize(signal: AbortSignal, variant: ModelVariant): Promise<number> {
  const url = fileUrl(variant, 'tensor-cache.json');
  try {
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { records } = v.parse(tensorCache, await response.json());
    return records.reduce((sum, { nbytes }) => sum + nbytes, 0);
  } catch (cause) {
    signal.throwIfAborted();
    throw new AppError('download-failed', `${url}: ${String(cause)}`, { cause });
  }
}

/** By enumerating the keys: WebLLM's own way needs the network and leaves a file behind. */
export async function removeFromStore(variant: ModelVariant): Promise<void> {
  const prefix = fileUrl(variant, '');
  for (const name of [weightsCache, configCache]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.startsWith(prefix)) await cache.delete(request);
    }
  }
}
