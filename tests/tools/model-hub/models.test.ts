import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomModel } from '../../../tools/model-hub/random-model.mjs';
import { inShards } from '../../../tools/model-hub/sharded-model.mjs';
import { type TensorCache, tensorCacheFile } from '../../../tools/model-hub/tensor-cache.mjs';

const folder = 'tests/fixtures/tiny-llama';

function listOf(files: Map<string, Buffer>): TensorCache {
  return JSON.parse(String(files.get(tensorCacheFile)));
}

/** That the list tells the truth about every shard. */
function expectTrueList(files: Map<string, Buffer>): void {
  for (const { dataPath, nbytes, md5sum, records } of listOf(files).records) {
    const bytes = files.get(dataPath) ?? Buffer.alloc(0);
    expect(nbytes).toBe(bytes.length);
    expect(md5sum).toBe(createHash('md5').update(bytes).digest('hex'));
    let end = 0;
    for (const record of records) {
      expect(record.byteOffset).toBe(end);
      end += record.nbytes;
    }
    expect(end).toBe(bytes.length);
  }
}

test('the list of the fixture itself has the md5 that it says', () => {
  const whole = new Map(
    [tensorCacheFile, 'params_shard_0.bin'].map((name) => [
      name,
      readFileSync(`${folder}/${name}`),
    ]),
  );
  expectTrueList(whole);
});

test('a small model comes in shards, of which the list tells the truth', () => {
  const files = inShards(folder, 5);
  const shards = listOf(files).records.map(({ dataPath }) => dataPath);
  expect(shards).toEqual([0, 1, 2, 3, 4].map((index) => `params_shard_${index}.bin`));
  expectTrueList(files);
  const joined = Buffer.concat(shards.map((name) => files.get(name) ?? Buffer.alloc(0)));
  expect(joined.equals(readFileSync(`${folder}/params_shard_0.bin`))).toBe(true);
});

test('a random model has as many different shards as wanted, of which the list tells the truth', () => {
  const files = randomModel({ shards: 3, shardBytes: 1000 });
  expectTrueList(files);
  const { records, metadata } = listOf(files);
  expect(records.map(({ nbytes }) => nbytes)).toEqual([1000, 1000, 1000]);
  expect(new Set(records.map(({ md5sum }) => md5sum)).size).toBe(3);
  expect(metadata.ParamBytes).toBe(3000);
});
