import {
  type ChatConfig,
  configFile,
  isGgufFile,
  listFile,
  type TensorCache,
  tokenizerFile,
} from '../models/files.ts';
import type { HostedFile, Tree } from './tree.ts';

/** What a file must be before it counts. Null where nobody says. */
export type Expected = {
  readonly file: string;
  readonly size: number | null;
  readonly md5: string | null;
  readonly sha256: string | null;
  readonly gitSha1: string | null;
};

/** Of a file whose size nobody says: the largest tokenizers have a third of it, and no shard is one. */
export function mostBytes(file: string): number {
  return isGgufFile(file) ? 8_000_000_000 : 100_000_000;
}

export function expectedFile(file: string, tree: Tree | null): Expected {
  const hosted: Partial<HostedFile> = tree?.get(file) ?? {};
  const { size = null, sha256 = null, gitSha1 = null } = hosted;
  return { file, size, md5: null, sha256, gitSha1 };
}

/** All files of a model, the small ones first: what is wrong with them is wrong with all. */
export function expectedFiles(
  list: TensorCache,
  config: ChatConfig,
  tree: Tree | null,
): readonly Expected[] {
  const tokenizer = tokenizerFile(config);
  const named = [listFile, configFile, ...(tokenizer === null ? [] : [tokenizer])];
  const shards = list.records.map(
    ({ dataPath, nbytes, md5sum = null }): Expected => ({
      ...expectedFile(dataPath, tree),
      size: nbytes,
      md5: md5sum,
      // One hash is enough, and this one takes half of the time. The list itself is held against the host's hash.
      ...(md5sum === null ? {} : { sha256: null, gitSha1: null }),
    }),
  );
  const files = [...shards, ...named.map((file) => expectedFile(file, tree))];
  const byName = new Map(files.map((one) => [one.file, one]));
  return [...byName.values()].sort((one, other) => (one.size ?? 0) - (other.size ?? 0));
}
