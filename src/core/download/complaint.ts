import * as v from 'valibot';
import { chatConfig, configFile, listFile, tensorCache, tokenizerFile } from '../models/files.ts';
import { type Expected, mostBytes } from './expected.ts';

export const hashKinds = ['md5', 'sha256', 'gitSha1'] as const;

/** What was found of a file; a hash that nobody asked for is null. */
export type Found = {
  readonly size: number;
  readonly md5: string | null;
  readonly sha256: string | null;
  readonly gitSha1: string | null;
};

/** In what way a file is not what it must be, for the log; null when it is. */
export function complaintAbout(expected: Expected, found: Found): string | null {
  if (expected.size === null && found.size > mostBytes(expected.file)) return 'is too large';
  if (expected.size !== null && expected.size !== found.size)
    return `has ${found.size} bytes in place of ${expected.size}`;
  for (const kind of hashKinds)
    if (expected[kind] !== null && expected[kind] !== found[kind]) return `has another ${kind}`;
  return null;
}

/** Whether something is to be read in a file whatever its hash is; of the tokenizer's only where nothing else is known. */
export function mustBeJson({ file, sha256, gitSha1 }: Expected): boolean {
  if (file === listFile || file === configFile) return true;
  return file.endsWith('.json') && sha256 === null && gitSha1 === null;
}

/** Whether a JSON file says what it is there for. */
export function isReadable(file: string, text: string): boolean {
  const json = parseJson(text);
  if (file === listFile) return v.is(tensorCache, json);
  if (file === configFile) return v.is(chatConfig, json) && tokenizerFile(json) !== null;
  return typeof json === 'object' && json !== null;
}

/** Undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
