import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Paths are from the package's folder, with `/`, as the browser asks for them. */

/**
 * The scripts that must be there before the first of them runs: the given ones and all that they import, but for what
 * `import()` fetches later.
 * @param {string} folder of the package
 * @param {readonly string[]} scripts
 * @returns {string[]}
 */
export function withImports(folder, scripts) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const specifier of importsOf(path, readFileSync(join(folder, path), 'utf8'))) {
      visit(resolve(path, specifier));
    }
  };
  for (const path of scripts) visit(path);
  return [...found];
}

/**
 * @param {string} folder
 * @param {string} page
 * @returns {{ scripts: string[], styles: string[] }} that the page's markup names
 */
export function partsOfPage(folder, page) {
  const html = readFileSync(join(folder, page), 'utf8');
  /** @param {RegExp} tag */
  const named = (tag) => [...html.matchAll(tag)].map(([, path = '']) => resolve(page, path));
  return {
    scripts: named(/<script\b[^>]*\bsrc="([^"]+)"/g),
    styles: named(/<link\b[^>]*\bhref="([^"]+\.css)"/g),
  };
}

/**
 * @param {string} path
 * @param {string} source
 */
function importsOf(path, source) {
  const { module, errors } = parseSync(path, source, { sourceType: 'module' });
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [...imported, ...passedOn];
}

/**
 * @param {string} from
 * @param {string} path
 */
function resolve(from, path) {
  if (path.startsWith('/')) return path.slice(1);
  return posix.join(posix.dirname(from), path);
}
