import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { tinyGguf } from '../test-model/gguf.mjs';

/**
 * @typedef {object} LocalGguf
 * @property {string} id
 * @property {string} file
 * @property {Buffer} bytes
 */

/**
 * The model of a folder in MLC format as a GGUF file, for the CPU; null where its weights are packed in a way that only
 * MLC reads. SOTTO_LOCAL_GGUF names another file to take in its place.
 * @param {string} folder
 * @returns {LocalGguf | null}
 */
export function readLocalGguf(folder) {
  const other = process.env.SOTTO_LOCAL_GGUF;
  if (other) {
    const file = basename(other);
    return { id: `${file.replace(/\.gguf$/, '')}-cpu`, file, bytes: readFileSync(other) };
  }
  const { quantization } = JSON.parse(readFileSync(join(folder, 'mlc-chat-config.json'), 'utf8'));
  if (quantization !== 'f32') return null;
  const id = basename(resolve(folder));
  return { id: `${id}-cpu`, file: `${id}.gguf`, bytes: tinyGguf(folder) };
}
