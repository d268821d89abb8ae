import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shardOf, shardPath, tensorCacheFile } from './tensor-cache.mjs';

/**
 * A small model's files, with its one shard cut into several between two tensors: real models come in dozens.
 * @param {string} folder
 * @param {number} count of shards
 * @returns {Map<string, Buffer>}
 */
export function inShards(folder, count) {
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name));
  /** @type {import('./tensor-cache.mjs').TensorCache} */
  const list = JSON.parse(read(tensorCacheFile).toString());
  const [only, ...others] = list.records;
  if (!only || others.length > 0) throw new Error(`The model in ${folder} has not one shard`);
  const bytes = read(only.dataPath);
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const records = runs(only.records, count).map((own, index) => {
    const begin = own[0]?.byteOffset ?? 0;
    const length = own.reduce((sum, { nbytes }) => sum + nbytes, 0);
    const shard = bytes.subarray(begin, begin + length);
    files.set(shardPath(index), shard);
    const moved = own.map((one) => ({ ...one, byteOffset: one.byteOffset - begin }));
    return shardOf(shardPath(index), shard, moved);
  });
  files.set(tensorCacheFile, Buffer.from(JSON.stringify({ ...list, records })));
  for (const name of ['mlc-chat-config.json', 'tokenizer.json']) files.set(name, read(name));
  return files;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} count
 */
function runs(items, count) {
  const length = Math.ceil(items.length / count);
  const starts = Array.from({ length: Math.ceil(items.length / length) }, (_, run) => run * length);
  return starts.map((start) => items.slice(start, start + length));
}
