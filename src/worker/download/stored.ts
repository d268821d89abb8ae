import {
  complaintAbout,
  type Found,
  hashKinds,
  isReadable,
  mustBeJson,
} from '../../core/download/complaint.ts';
import type { Expected } from '../../core/download/expected.ts';
import { hashHeaders } from '../../core/models/files.ts';
import { FileHash } from './hash.ts';

/** Hashes what is stored, without ever holding the whole of it. */
export async function hashStored(
  signal: AbortSignal,
  response: Response,
  expected: Expected,
  onBytes: (bytes: number) => void,
): Promise<Found> {
  const hash = await FileHash.of(expected);
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    signal.throwIfAborted();
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    size += value.length;
    onBytes(size);
  }
  return { size, ...hash.digest() };
}

/**
 * Whether it is what it must be: by the hashes under which it was verified once; where it never was, as with what
 * WebLLM fetched by itself, by its bytes.
 */
export async function isWhatItMustBe(
  signal: AbortSignal,
  response: Response,
  expected: Expected,
): Promise<boolean> {
  const kinds = hashKinds.filter((kind) => expected[kind] !== null);
  const told = kinds.filter((kind) => response.headers.has(hashHeaders[kind]));
  if (told.length > 0)
    return told.every((kind) => response.headers.get(hashHeaders[kind]) === expected[kind]);
  if (mustBeJson(expected) && !isReadable(expected.file, await response.clone().text()))
    return false;
  const found = await hashStored(signal, response, expected, () => {});
  return complaintAbout(expected, found) === null;
}
