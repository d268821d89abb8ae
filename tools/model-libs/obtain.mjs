import { FetchFailure, fetchLibrary } from './fetch-library.mjs';
import { fingerprint, isSame } from './fingerprint.mjs';
import { isOnShelf, putOnShelf } from './shelf.mjs';

/**
 * What became of one library. `wrong` is never harmless: bytes came that are not the ones that were locked.
 * @typedef {import('./wanted.mjs').Wanted & {
 *   state: 'present' | 'fetched' | 'unlocked' | 'unavailable' | 'wrong',
 *   detail: string,
 * }} Outcome
 */

/**
 * Puts one library on the shelf if, and only if, it is what the lock says.
 * @param {string} root
 * @param {import('./wanted.mjs').Wanted} wanted
 * @param {import('./lock.mjs').Entry | null | undefined} entry
 * @param {number} stallMs
 * @returns {Promise<Outcome>}
 */
export async function obtain(root, wanted, entry, stallMs) {
  if (!entry) return { ...wanted, state: 'unlocked', detail: '' };
  if (await isOnShelf(root, wanted.library, entry)) {
    return { ...wanted, state: 'present', detail: '' };
  }
  const bytes = await fetchOrFailure(wanted.url, stallMs);
  if (bytes instanceof FetchFailure) {
    return { ...wanted, state: 'unavailable', detail: bytes.message };
  }
  const got = fingerprint(bytes);
  if (!isSame(got, entry)) return { ...wanted, state: 'wrong', detail: difference(entry, got) };
  await putOnShelf(root, wanted.library, bytes);
  return { ...wanted, state: 'fetched', detail: '' };
}

/**
 * @param {string} url
 * @param {number} stallMs
 */
export async function fetchOrFailure(url, stallMs) {
  try {
    return await fetchLibrary(url, stallMs);
  } catch (error) {
    if (error instanceof FetchFailure) return error;
    throw error;
  }
}

/**
 * @param {import('./lock.mjs').Entry} locked
 * @param {import('./lock.mjs').Entry} got
 */
export function difference(locked, got) {
  return `locked ${locked.size} bytes, SHA-256 ${locked.sha256}; got ${got.size} bytes, ${got.sha256}`;
}
