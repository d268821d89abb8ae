import { describe, expect, it } from 'vitest';
import { expectedFile, expectedFiles } from '../../../src/core/download/expected.ts';
import { parseTree, treeUrl } from '../../../src/core/download/tree.ts';

const sha1 = 'a'.repeat(40);
const sha256 = 'b'.repeat(64);
const md5 = 'c'.repeat(32);

const small = { type: 'file', path: 'mlc-chat-config.json', size: 7, oid: sha1 };
const large = {
  type: 'file',
  path: 'shard.bin',
  size: 9,
  oid: sha1,
  lfs: { oid: sha256, size: 9 },
};

describe('the host’s list of files', () => {
  it('is asked for by the model’s name', () => {
    expect(treeUrl('https://huggingface.co/mlc-ai/Qwen3')).toBe(
      'https://huggingface.co/api/models/mlc-ai/Qwen3/tree/main',
    );
  });

  it('gives of a small file git’s hash, of a large one its own: there git’s is of a pointer', () => {
    expect([...(parseTree([small, large]) ?? [])]).toEqual([
      ['mlc-chat-config.json', { size: 7, sha256: null, gitSha1: sha1 }],
      ['shard.bin', { size: 9, sha256, gitSha1: null }],
    ]);
  });

  it('is read without what else stands in it', () => {
    const odd = [{ type: 'directory', path: 'x', size: 0, oid: sha1 }, null, 'x', { path: 'y' }];
    const wrong = [
      { ...small, oid: 'no hash' },
      { ...small, size: -1 },
      { ...large, lfs: { oid: sha1 } },
    ];
    expect(parseTree([...odd, ...wrong, large])?.size).toBe(1);
  });

  it.each([[[]], [null], ['<html>'], [{ error: 'no' }], [[null]]])('is none in %j', (listed) => {
    expect(parseTree(listed)).toBeNull();
  });
});

describe('the files of a model', () => {
  const record = (dataPath: string, nbytes: number, md5sum?: string) => ({
    dataPath,
    nbytes,
    md5sum,
  });
  const config = { tokenizer_files: ['tokenizer.json', 'vocab.json'] };

  it('are the list, the configuration, one of the tokenizer, and the shards, small ones first', () => {
    const list = { records: [record('big', 1000), record('less', 10), record('big', 1000)] };
    const files = expectedFiles(list, config, null);
    expect(files.map(({ file, size }) => [file, size])).toEqual([
      ['tensor-cache.json', null],
      ['mlc-chat-config.json', null],
      ['tokenizer.json', null],
      ['less', 10],
      ['big', 1000],
    ]);
  });

  it('are known by the host’s hashes, shards by that of the list where it names one', () => {
    const tree = parseTree([small, large, { ...large, path: 'other.bin' }]);
    const list = { records: [record('shard.bin', 9, md5), record('other.bin', 9)] };
    const files = new Map(expectedFiles(list, config, tree).map((one) => [one.file, one]));
    expect(files.get('shard.bin')).toMatchObject({ size: 9, md5, sha256: null });
    expect(files.get('other.bin')).toMatchObject({ size: 9, md5: null, sha256 });
    expect(files.get('mlc-chat-config.json')).toMatchObject({ size: 7, md5: null, gitSha1: sha1 });
    expect(files.get('tokenizer.json')).toEqual(expectedFile('tokenizer.json', null));
  });
});
