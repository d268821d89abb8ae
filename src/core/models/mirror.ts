import { type AddressProblem, readAddress } from '../web-address.ts';

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
