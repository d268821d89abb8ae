import * as v from 'valibot';

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));

/** A file in a repository's list. Of a large one (`lfs`) the repository holds a pointer, which its `oid` is of. */
const entry = v.object({
  type: v.literal('file'),
  path: v.string(),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  oid: hex(40),
  lfs: v.optional(v.object({ oid: hex(64) })),
});

/** What the host says of a file. */
export type HostedFile = {
  readonly size: number;
  readonly sha256: string | null;
  /** SHA-1 of the file with git's head before it. */
  readonly gitSha1: string | null;
};

/** By path. */
export type Tree = ReadonlyMap<string, HostedFile>;

/** https://huggingface.co/docs/hub/api: the files of a repository, with their hashes. */
export function treeUrl(sourceUrl: string): string {
  const { origin, pathname } = new URL(sourceUrl);
  return `${origin}/api/models${pathname}/tree/main`;
}

/** What else a host may list is left out; null when it lists no file. */
export function parseTree(listed: unknown): Tree | null {
  if (!Array.isArray(listed)) return null;
  const entries = listed.flatMap((one) => {
    const parsed = v.safeParse(entry, one);
    return parsed.success ? [parsed.output] : [];
  });
  const files = entries.map(({ path, size, oid, lfs }): [string, HostedFile] => [
    path,
    { size, sha256: lfs?.oid ?? null, gitSha1: lfs ? null : oid },
  ]);
  return files.length > 0 ? new Map(files) : null;
}
