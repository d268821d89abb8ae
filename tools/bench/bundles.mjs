import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { partsOfPage, withImports } from './module-graph.mjs';

/**
 * A part of the package that a person waits for as a whole.
 * @typedef {object} Bundle
 * @property {string} name
 * @property {string[]} files from the package's folder
 * @property {number} gzipBytes each file packed by itself
 * @property {number} budgetBytes
 */

/** What docs and tests mean by KB. */
export const bytesPerKb = 1000;

/**
 * @param {string} folder of a built package
 * @returns {Bundle[]}
 */
export function bundles(folder) {
  const { background, action } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const popup = partsOfPage(folder, action.default_popup);
  return [
    bundle(folder, 'service worker', withImports(folder, [background.service_worker]), 30),
    bundle(folder, 'popup', [...withImports(folder, popup.scripts), ...popup.styles], 30),
    bundle(folder, 'content.js', ['content.js'], 40),
    // Fetched only to read a whole page, so it has a budget to itself.
    bundle(folder, 'reader.js', ['reader.js'], 40),
    // So is this, when somebody wants to know what this device has.
    bundle(folder, 'status.js', ['status.js'], 20),
  ];
}

/**
 * @param {string} folder
 * @returns {{ files: number, gzipBytes: number }} about what the store's archive has
 */
export function wholePackage(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return { files: paths.length, gzipBytes: total(paths) };
}

/** What each engine brings, which nobody loads before it is asked. */
const engines = {
  'engine on the GPU, for its first answer': /^assets\/model-host-/,
  'engine on the CPU, for its first answer': /^(?:assets\/cpu-host-|cpu\/)/,
  'rules for English, for the first proofreading': /^assets\/(?:proofreader-|harper_)/,
};

/**
 * @param {string} folder
 * @returns {{ name: string, gzipBytes: number }[]}
 */
export function engineFiles(folder) {
  const files = ['assets', 'cpu'].flatMap((within) =>
    readdirSync(join(folder, within)).map((name) => `${within}/${name}`),
  );
  return Object.entries(engines).map(([name, pattern]) => {
    const own = files.filter((file) => pattern.test(file));
    if (own.length === 0) throw new Error(`The build has no file of the ${name}.`);
    return { name, gzipBytes: total(own.map((file) => join(folder, file))) };
  });
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string[]} files
 * @param {number} budgetKb
 * @returns {Bundle}
 */
function bundle(folder, name, files, budgetKb) {
  const gzipBytes = total(files.map((file) => join(folder, file)));
  return { name, files, gzipBytes, budgetBytes: budgetKb * bytesPerKb };
}

/** @param {string[]} paths */
function total(paths) {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
}
