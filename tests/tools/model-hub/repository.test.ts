import { expect, test } from 'vitest';
import { Repository } from '../../../tools/model-hub/repository.mjs';

const hello = Buffer.from('hello\n');
const sha256 = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';

// As `git hash-object` says.
test('names a small file by what git would store', () => {
  const [entry] = new Repository([['config.json', hello]]).tree;
  const oid = 'ce013625030ba8dba906f756967f9e9ca394464a';
  expect(entry).toEqual({ type: 'file', oid, size: 6, path: 'config.json' });
});

test('names a large file by its pointer for git, and by its contents for the storage', () => {
  const [entry] = new Repository([['params_shard_0.bin', hello]]).tree;
  expect(entry).toEqual({
    type: 'file',
    oid: 'fa61e1ef71c9908c0926776a4aa3504b3a27f159',
    size: 6,
    path: 'params_shard_0.bin',
    lfs: { oid: sha256, size: 6, pointerSize: 126 },
  });
});

test('is another commit after a file has changed, and only then', () => {
  const repository = new Repository([['config.json', hello]]);
  const { commit } = repository;
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(repository.has(commit)).toBe(true);
  repository.put('config.json', Buffer.from('hello\n'));
  expect(repository.commit).toBe(commit);
  repository.put('config.json', Buffer.from('hallo\n'));
  expect(repository.has(commit)).toBe(false);
  expect(repository.has('main')).toBe(true);
});
