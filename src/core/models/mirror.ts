import { type AddressProblem, readAddress } from '../web-address.ts';
import { isImported } from './own-model.ts';

export type ReadMirror =
  | { readonly url: string | null }
  | { readonly problem: AddressProblem | 'has-query' };

/** A mirror's address as it is kept, out of what a person typed; null for nothing. */
export function readMirror(typed: string): ReadMirror {
  if (typed.trim() === '') return { url: null };
  const read = readAddress(typed);
  if ('problem' in read) return read;
  const { origin, pathname, search, hash } = read.address;
  if (search !== '' || hash !== '') return { problem: 'has-query' };
  return { url: `${origin}${pathname.replace(/\/+$/, '')}` };
}

/**
 * Where a model's files are asked for: a mirror takes the place of its host, and changes nothing about what they are
 * called. Null for one out of a folder, of whose name no host is to know.
 */
export function sourceUrl(weightsUrl: string, mirrorUrl: string | null): string | null {
  if (isImported(weightsUrl)) return null;
  return mirrorUrl === null ? weightsUrl : `${mirrorUrl}${new URL(weightsUrl).pathname}`;
}
