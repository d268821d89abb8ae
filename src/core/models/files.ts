import * as v from 'valibot';

/** Where a model's files lie. `file`: the only one of a model in GGUF; null of one in MLC's format, which has many. */
export type Weights = { readonly weightsUrl: string; readonly file: string | null };

/** The first bytes of each file in that format. */
export const ggufMagic = 'GGUF';

export function isGgufFile(name: string): boolean {
  return name.endsWith('.gguf');
}

/** WebLLM's own caches: the key of a file is its URL. */
export const modelCaches = ['webllm/model', 'webllm/config'] as const;

/** Tells which shards belong to a model, how large they are and what their MD5 is. */
export const listFile = 'tensor-cache.json';
export const configFile = 'mlc-chat-config.json';

export function cacheNameOf(file: string): (typeof modelCaches)[number] {
  return file === configFile ? 'webllm/config' : 'webllm/model';
}

/** As WebLLM asks for it; `''` for what the addresses of all files begin with. */
export function fileUrl(weightsUrl: string, file: string): string {
  return `${weightsUrl}/resolve/main/${file}`;
}

/** Of a file in a cache: the hashes that it had when it was verified. */
export const hashHeaders = {
  md5: 'x-sotto-md5',
  sha256: 'x-sotto-sha256',
  gitSha1: 'x-sotto-git-sha1',
} as const;

/** The folder of the origin's private file system with what has come of a model and is not verified yet. */
export function partsPath(weightsUrl: string): readonly [string, string] {
  return ['parts', encodeURIComponent(weightsUrl)];
}

/** The name of a file in that folder. */
export function partName(file: string): string {
  return encodeURIComponent(file);
}

/** A list comes from elsewhere: what it names must stay below its own model's address. */
const relativePath = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)*$/));

export const tensorCache = v.object({
  records: v.pipe(
    v.array(
      v.object({
        dataPath: relativePath,
        nbytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        md5sum: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
      }),
    ),
    v.minLength(1),
  ),
});
export type TensorCache = v.InferOutput<typeof tensorCache>;

export type SizedFile = { readonly file: string; readonly sizeBytes: number };

export function weightsBytes({ records }: TensorCache): number {
  return records.reduce((sum, { nbytes }) => sum + nbytes, 0);
}

/** The part of `mlc-chat-config.json` by which WebLLM chooses the tokenizer's file. */
export const chatConfig = v.object({
  tokenizer_files: v.pipe(v.array(v.string()), v.minLength(1)),
});
export type ChatConfig = v.InferOutput<typeof chatConfig>;

/** Names of all files that make a model; null where nobody could load its tokenizer. */
export function modelFiles({ records }: TensorCache, config: ChatConfig): readonly string[] | null {
  const tokenizer = tokenizerFile(config);
  const shards = records.map(({ dataPath }) => dataPath);
  return tokenizer === null ? null : [listFile, configFile, tokenizer, ...shards];
}

/** The one file of the tokenizer that WebLLM loads; null for a kind that it does not know. */
export function tokenizerFile({ tokenizer_files }: ChatConfig): string | null {
  return ['tokenizer.json', 'tokenizer.model'].find((it) => tokenizer_files.includes(it)) ?? null;
}
