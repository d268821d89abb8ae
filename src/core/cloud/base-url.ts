import { type AddressProblem, readAddress } from '../web-address.ts';

export type ReadBaseUrl = { readonly url: string } | { readonly problem: AddressProblem };

/**
 * The address under which an OpenAI-compatible server answers (`…/v1`), out of what a person typed: a scheme may be
 * missing, and what is often copied along (`/chat/completions`, a query) is cut off.
 */
export function readBaseUrl(typed: string): ReadBaseUrl {
  const read = readAddress(typed);
  if ('problem' in read) return read;
  const { origin, pathname } = read.address;
  return { url: `${origin}${basePath(pathname)}` };
}

/** A server's root is never where it answers: all that are known do so under `/v1`. */
function basePath(pathname: string): string {
  // All of it at once, so that an address that was read is read again as the same.
  const path = pathname.replace(/(?:\/(?:chat\/completions|models)?)+$/, '');
  return path === '' ? '/v1' : path;
}
