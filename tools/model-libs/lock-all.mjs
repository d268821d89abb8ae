import { FetchFailure } from './fetch-library.mjs';
import { fingerprint, isSame } from './fingerprint.mjs';
import { difference, fetchOrFailure } from './obtain.mjs';
import { putOnShelf } from './shelf.mjs';
import { isWholeWasm } from './wasm.mjs';

/**
 * @typedef {import('./lock.mjs').Entry} Entry
 * @typedef {import('./wanted.mjs').Wanted & {
 *   entry: Entry | null,
 *   state: 'locked' | 'unchanged' | 'failed',
 *   detail: string,
 * }} Locking
 */

/**
 * Downloads one library and computes its entry; on any doubt the entry stays what it was.
 * @param {string} root
 * @param {import('./wanted.mjs').Wanted} wanted
 * @param {Entry | null} old what is locked for the same version of WebLLM
 * @param {number} stallMs
 * @returns {Promise<Locking>}
 */
export async function lockOne(root, wanted, old, stallMs) {
  /** @param {string} detail @returns {Locking} */
  const failed = (detail) => ({ ...wanted, entry: old, state: 'failed', detail });
  const bytes = await fetchOrFailure(wanted.url, stallMs);
  if (bytes instanceof FetchFailure) return failed(bytes.message);
  if (!isWholeWasm(bytes)) {
    return failed(`${wanted.url} is no whole WebAssembly module (${bytes.length} bytes)`);
  }
  const entry = fingerprint(bytes);
  if (old && !isSame(old, entry)) return failed(`${difference(old, entry)}. ${ifMeant}`);
  await putOnShelf(root, wanted.library, bytes);
  return { ...wanted, entry, state: old ? 'unchanged' : 'locked', detail: '' };
}

// Within one version of WebLLM a library has no reason to change; somebody must look before it is believed.
const ifMeant = 'If the change is meant, set the entry to null and lock again.';

/**
 * @param {string} webLlm
 * @param {Locking[]} lockings
 * @returns {import('./lock.mjs').Lock}
 */
export function lockFrom(webLlm, lockings) {
  const rows = lockings.map(({ library, entry }) => /** @type {const} */ ([library, entry]));
  return { webLlm, libraries: Object.fromEntries(rows) };
}
