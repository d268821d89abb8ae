import { randomFillSync } from 'node:crypto';
import { shardOf, shardPath, tensorCacheFile } from './tensor-cache.mjs';

/**
 * Files of the size of a real model's, which no engine can load: for what a download costs. All shards are one piece of
 * memory, each seen from another byte on.
 * @param {{ shards: number, shardBytes: number }} size
 * @returns {Map<string, Buffer>}
 */
export function randomModel({ shards, shardBytes }) {
  const noise = randomFillSync(Buffer.alloc(shardBytes + shards));
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const records = Array.from({ length: shards }, (_, index) => {
    const bytes = noise.subarray(index, index + shardBytes);
    files.set(shardPath(index), bytes);
    return shardOf(shardPath(index), bytes, [tensor(index, shardBytes)]);
  });
  const metadata = { ParamSize: shards, ParamBytes: shards * shardBytes, BitsPerParam: 8 };
  files.set(tensorCacheFile, Buffer.from(JSON.stringify({ metadata, records })));
  files.set('mlc-chat-config.json', Buffer.from(JSON.stringify(config)));
  files.set('tokenizer.json', Buffer.from('{}'));
  return files;
}

const config = {
  model_type: 'llama',
  context_window_size: 4096,
  tokenizer_files: ['tokenizer.json'],
};

/**
 * @param {number} index
 * @param {number} nbytes
 */
function tensor(index, nbytes) {
  const name = `layers.${index}.weight`;
  return { name, shape: [nbytes], dtype: 'uint8', format: 'raw', nbytes, byteOffset: 0 };
}
