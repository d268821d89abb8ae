import { createHash } from 'node:crypto';

/** The list of a model's shards, which its downloader goes by. */
export const tensorCacheFile = 'tensor-cache.json';

/**
 * @typedef {{ name: string, byteOffset: number, nbytes: number }} TensorRecord
 *
 * @typedef {object} Shard
 * @property {string} dataPath
 * @property {string} format
 * @property {number} nbytes
 * @property {string} md5sum
 * @property {readonly TensorRecord[]} records
 *
 * @typedef {{ metadata: Record<string, number>, records: Shard[] }} TensorCache
 */

/**
 * A shard's line in the list.
 * @param {string} dataPath
 * @param {Buffer} bytes
 * @param {readonly TensorRecord[]} records
 * @returns {Shard}
 */
export function shardOf(dataPath, bytes, records) {
  const md5sum = createHash('md5').update(bytes).digest('hex');
  return { dataPath, format: 'raw-shard', nbytes: bytes.length, records, md5sum };
}

/** @param {number} index */
export function shardPath(index) {
  return `params_shard_${index}.bin`;
}
