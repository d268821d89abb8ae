import * as v from 'valibot';
import {
  complaintAbout,
  isReadable,
  mustBeJson,
  parseJson,
} from '../../core/download/complaint.ts';
import type { Expected } from '../../core/download/expected.ts';
import { hashHeaders, listFile, tensorCache } from '../../core/models/files.ts';
import { Shelf } from './shelf.ts';
import { hashStored } from './stored.ts';
import type { Tally } from './tally.ts';

/** Reads every stored file of a model, takes those off the shelf that are damaged, and names them. */
export async function verifyModel(
  signal: AbortSignal,
  weightsUrl: string,
  tally: Tally,
): Promise<readonly string[]> {
  const shelf = new Shelf(weightsUrl);
  const files = await expectations(shelf);
  tally.list(files);
  const damaged: string[] = [];
  for (const expected of files) {
    if (await isSound(signal, shelf, expected, tally)) continue;
    await shelf.remove(expected.file);
    damaged.push(expected.file);
  }
  return damaged;
}

/** By the list that is stored as well, and by the hash that each had when it came. */
async function expectations(shelf: Shelf): Promise<readonly Expected[]> {
  const list = v.safeParse(tensorCache, parseJson((await shelf.textOf(listFile)) ?? ''));
  const records = list.success ? list.output.records : [];
  const listed = new Map(records.map((one) => [one.dataPath, one]));
  const files = await shelf.files();
  return Promise.all(
    files.map(async (file) => {
      const headers = (await shelf.get(file))?.headers;
      const record = listed.get(file);
      return {
        file,
        size: record?.nbytes ?? (await shelf.sizeOf(file)),
        md5: record?.md5sum ?? headers?.get(hashHeaders.md5) ?? null,
        sha256: headers?.get(hashHeaders.sha256) ?? null,
        gitSha1: null,
      };
    }),
  );
}

async function isSound(
  signal: AbortSignal,
  shelf: Shelf,
  expected: Expected,
  tally: Tally,
): Promise<boolean> {
  const { file } = expected;
  const stored = await shelf.get(file);
  if (!stored) return true;
  if (mustBeJson(expected) && !isReadable(file, (await shelf.textOf(file)) ?? '')) return false;
  const onBytes = (bytes: number) => tally.has(file, bytes);
  return complaintAbout(expected, await hashStored(signal, stored, expected, onBytes)) === null;
}
