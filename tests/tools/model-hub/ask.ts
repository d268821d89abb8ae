import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ModelHub } from '../../../tools/model-hub/hub.mjs';
import type { HubModel } from '../../../tools/model-hub/hub-model.mjs';

export const config = 'mlc-chat-config.json';
export const shard = 'params_shard_0.bin';
export const shardBytes = randomBytes(100_000);
export const configBytes = Buffer.from(JSON.stringify({ context_window_size: 4096 }));

/** A hub with one model of two files, and whoever asks it. */
export class Asker {
  readonly hub = new ModelHub();
  readonly model: HubModel = this.hub.add('owner/model', [
    [config, configBytes],
    [shard, shardBytes],
  ]);

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.hub.urlOf(this.model, path), init);
  }

  from(begin: number, path = shard): Promise<Response> {
    return this.get(path, { headers: { range: `bytes=${begin}-` } });
  }

  /** Where a large file is said to be. */
  async location(path = shard): Promise<string> {
    const { headers } = await this.get(path, { redirect: 'manual' });
    return headers.get('location') ?? '';
  }
}

export async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** What of a body comes before it breaks; `null` where it does not break. */
export async function untilBroken({ body }: Response): Promise<number | null> {
  let length = 0;
  const reader = body?.getReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      length += read.value.length;
    return null;
  } catch {
    return length;
  }
}

/** Reads until that many bytes have come. */
export async function readBytes(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  count: number,
): Promise<void> {
  let length = 0;
  while (length < count) length += (await reader?.read())?.value?.length ?? count;
}

export async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}
