import { createHash } from 'node:crypto';

/**
 * @param {Buffer} bytes
 * @returns {import('./lock.mjs').Entry}
 */
export function fingerprint(bytes) {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * @param {import('./lock.mjs').Entry} one
 * @param {import('./lock.mjs').Entry} other
 */
export function isSame(one, other) {
  return one.size === other.size && one.sha256 === other.sha256;
}
