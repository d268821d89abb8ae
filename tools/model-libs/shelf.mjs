import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, isSame } from './fingerprint.mjs';

/** The folder whose whole content the build copies into the package: only verified files may stand in it. */
const shelf = 'public/model-libs';

/**
 * @param {string} root
 * @param {string} library
 * @param {import('./lock.mjs').Entry} entry
 */
export async function isOnShelf(root, library, entry) {
  const bytes = await readFile(join(root, shelf, library)).catch(() => null);
  return bytes !== null && isSame(fingerprint(bytes), entry);
}

/**
 * The half-written file lies outside the shelf: a build that runs after a crash would ship it.
 * @param {string} root
 * @param {string} library
 * @param {Buffer} bytes
 */
export async function putOnShelf(root, library, bytes) {
  const workshop = join(root, '.sotto/model-libs');
  const partial = join(workshop, `${library}.${process.pid}`);
  await mkdir(workshop, { recursive: true });
  await mkdir(join(root, shelf), { recursive: true });
  await writeFile(partial, bytes);
  await rename(partial, join(root, shelf, library));
}

/**
 * Takes everything else away: what was left by another version, or laid there by hand, was verified by nobody.
 * @param {string} root
 * @param {string[]} verified
 * @returns {Promise<string[]>} the names that were removed
 */
export async function clearShelf(root, verified) {
  const names = await readdir(join(root, shelf)).catch(() => []);
  const strangers = names.filter((name) => !verified.includes(name));
  for (const name of strangers) await rm(join(root, shelf, name), { recursive: true });
  return strangers;
}
