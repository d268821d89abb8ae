import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

/**
 * What a library must be, byte for byte; `null` while nobody has looked.
 * @typedef {{ size: number, sha256: string }} Entry
 * @typedef {{ webLlm: string, libraries: Record<string, Entry | null> }} Lock
 */

const fileName = 'model-libs.lock.json';

/**
 * @param {string} root
 * @returns {Promise<Lock | null>} `null` when there is no lock file
 */
export async function readLock(root) {
  let text;
  try {
    text = await readFile(join(root, fileName), 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
  return parseLock(text);
}

/**
 * @param {string} text
 * @returns {Lock}
 */
function parseLock(text) {
  const lock = parseJson(text);
  if (!isObject(lock) || typeof lock.webLlm !== 'string' || !isObject(lock.libraries)) {
    throw new Refusal(`${fileName} must be { "webLlm": "…", "libraries": { … } }.`);
  }
  for (const [library, entry] of Object.entries(lock.libraries)) {
    if (entry === null || isEntry(entry)) continue;
    throw new Refusal(`${fileName}: ${library} must be null or { "size": …, "sha256": "…" }.`);
  }
  return /** @type {Lock} */ (/** @type {unknown} */ (lock));
}

/**
 * @param {string} root
 * @param {Lock} lock
 */
export async function writeLock(root, lock) {
  await writeFile(join(root, fileName), `${JSON.stringify(lock, null, 2)}\n`);
}

/**
 * Hashes of one version of WebLLM say nothing about the libraries of another.
 * @param {Lock | null} lock
 * @param {string} installed
 * @returns {Lock}
 */
export function usableLock(lock, installed) {
  if (!lock) throw new Refusal(`${fileName} is missing. ${lockAnew}`);
  if (lock.webLlm === installed) return lock;
  throw new Refusal(
    `${fileName} is for WebLLM ${lock.webLlm}, installed is ${installed}. ${lockAnew}`,
  );
}

const lockAnew = 'A maintainer makes it with: npm run model-libs -- --lock';

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${fileName} is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function isEntry(value) {
  if (!isObject(value)) return false;
  const { size, sha256 } = value;
  return Number.isSafeInteger(size) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}
