import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complaintAbout,
  type Found,
  hashKinds,
  isReadable,
  mustBeJson,
} from '../../../src/core/download/complaint.ts';
import { type Expected, expectedFile, mostBytes } from '../../../src/core/download/expected.ts';

const found: Found = { size: 5, md5: 'm', sha256: 's', gitSha1: 'g' };
const unknown = expectedFile('shard.bin', null);

describe('a file', () => {
  it('is what it must be when all that is known of it is true', () => {
    const some = fc.subarray(['size', ...hashKinds] as const);
    fc.assert(
      fc.property(some, fc.constantFrom('size', ...hashKinds), (known, wrong) => {
        const true_ = Object.fromEntries(known.map((key) => [key, found[key]]));
        const expected: Expected = { ...unknown, ...true_ };
        expect(complaintAbout(expected, found)).toBeNull();
        const other = { ...found, [wrong]: wrong === 'size' ? 6 : 'another' };
        expect(complaintAbout(expected, other) === null).toBe(!known.includes(wrong));
      }),
    );
  });

  it('is not, when nobody says how large it is and it has no end', () => {
    for (const file of ['tokenizer.json', 'model.gguf']) {
      const most = mostBytes(file);
      expect(complaintAbout({ ...unknown, file }, { ...found, size: most })).toBeNull();
      expect(complaintAbout({ ...unknown, file }, { ...found, size: most + 1 })).not.toBeNull();
    }
  });

  it('is not, when a hash that is known was not taken', () => {
    expect(complaintAbout({ ...unknown, md5: 'm' }, { ...found, md5: null })).not.toBeNull();
  });
});

describe('what is read', () => {
  it('are list and configuration always, the tokenizer where no hash speaks for it, shards never', () => {
    const must = (file: string, sha256: string | null) =>
      mustBeJson({ ...expectedFile(file, null), sha256 });
    expect(must('tensor-cache.json', 'x')).toBe(true);
    expect(must('mlc-chat-config.json', 'x')).toBe(true);
    expect(must('tokenizer.json', null)).toBe(true);
    expect(must('tokenizer.json', 'x')).toBe(false);
    expect(must('tokenizer.model', null)).toBe(false);
    expect(must('shard.bin', null)).toBe(false);
  });

  const list = (dataPath: string) => JSON.stringify({ records: [{ dataPath, nbytes: 1 }] });

  it.each([
    ['tensor-cache.json', list('params_shard_0.bin')],
    ['tensor-cache.json', list('sub/dir/a.b-c_1.bin')],
    ['mlc-chat-config.json', '{"tokenizer_files":["a","tokenizer.model"]}'],
    ['tokenizer.json', '{}'],
  ])('%s may be %s', (file, text) => {
    expect(isReadable(file, text)).toBe(true);
  });

  it.each([
    ['tensor-cache.json', '{}'],
    ['tensor-cache.json', '{"records":[{"dataPath":"x","nbytes":0}]}'],
    ['tensor-cache.json', '{"records":[{"dataPath":"x","nbytes":1.5}]}'],
    ['tensor-cache.json', '{"records":['],
    // Another model's files, or another host's.
    ['tensor-cache.json', list('../../../other/resolve/main/params_shard_0.bin')],
    ['tensor-cache.json', list('a/../../b')],
    ['tensor-cache.json', list('/a')],
    ['tensor-cache.json', list('a?b')],
    ['tensor-cache.json', list('a#b')],
    ['tensor-cache.json', list('%2e%2e/a')],
    ['tensor-cache.json', list('https://example.com/a')],
    ['tensor-cache.json', list('a\\b')],
    ['tensor-cache.json', list('')],
    ['mlc-chat-config.json', '{"tokenizer_files":[]}'],
    ['mlc-chat-config.json', '{"tokenizer_files":["vocab.txt"]}'],
    ['mlc-chat-config.json', '<!doctype html>'],
    ['tokenizer.json', '"text"'],
    ['tokenizer.json', 'null'],
    ['tokenizer.json', ''],
  ])('%s may not be %s', (file, text) => {
    expect(isReadable(file, text)).toBe(false);
  });
});
