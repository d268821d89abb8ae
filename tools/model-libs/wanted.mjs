import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCatalog } from './catalog.mjs';
import { Refusal } from './refusal.mjs';

/**
 * A library that the catalog asks for, and the models that run on it.
 * @typedef {{ library: string, url: string, modelIds: string[] }} Wanted
 * @typedef {{ model_id: string, model_lib: string }} WebLlmRecord
 */

/**
 * Which libraries the catalog needs, and where WebLLM's own records say that they lie.
 * @param {string} root the project's folder
 * @param {string | undefined} base a mirror that holds the libraries side by side, instead of the records' address
 * @returns {Promise<{ webLlm: string, wanted: Wanted[] }>}
 */
export async function wantedLibraries(root, base) {
  const [webLlm, catalog] = await Promise.all([installedWebLlm(root), readCatalog(root)]);
  const rows = catalog.flatMap((model) =>
    model.engine === 'cpu' ? [] : [model.f16, model.f32].filter((variant) => variant !== null),
  );
  /** @type {Map<string, Wanted>} */
  const wanted = new Map();
  for (const { id, library } of rows) {
    const url = base ? mirrored(base, library) : recordedUrl(webLlm, id, library);
    const known = wanted.get(library);
    if (known) known.modelIds.push(id);
    else wanted.set(library, { library, url, modelIds: [id] });
  }
  return { webLlm: webLlm.version, wanted: [...wanted.values()] };
}

/**
 * @param {string} root
 * @returns {Promise<{ version: string, records: WebLlmRecord[] }>}
 */
async function installedWebLlm(root) {
  // Resolved from the project, not from this file: a test's root brings its own catalog and lock.
  const entry = createRequire(join(root, 'package.json')).resolve('@mlc-ai/web-llm');
  const manifest = await readFile(join(entry, '..', '..', 'package.json'), 'utf8');
  const { prebuiltAppConfig } = await import(pathToFileURL(entry).href);
  return { version: JSON.parse(manifest).version, records: prebuiltAppConfig.model_list };
}

/**
 * @param {{ version: string, records: WebLlmRecord[] }} webLlm
 * @param {string} id
 * @param {string} library
 */
function recordedUrl(webLlm, id, library) {
  const record = webLlm.records.find(({ model_id }) => model_id === id);
  if (!record) throw new Refusal(`The catalog names ${id}, WebLLM ${webLlm.version} does not.`);
  if (record.model_lib.endsWith(`/${library}`)) return record.model_lib;
  throw new Refusal(
    `The catalog says ${library} for ${id}, WebLLM ${webLlm.version} says ${record.model_lib}.`,
  );
}

/**
 * @param {string} base
 * @param {string} library
 */
function mirrored(base, library) {
  const folder = base.endsWith('/') ? base : `${base}/`;
  if (URL.canParse(folder)) return new URL(library, folder).href;
  throw new Refusal(`SOTTO_MODEL_LIBS_BASE is not an address: ${base}`);
}
