import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const options = [
  '-DCMAKE_BUILD_TYPE=Release',
  // For any processor of the last ten years: a folder of builds may be moved to a machine that lacks what this one has.
  '-DGGML_NATIVE=OFF',
  // One file that needs nothing beside it.
  '-DBUILD_SHARED_LIBS=OFF',
  '-DLLAMA_OPENSSL=OFF',
  '-DLLAMA_BUILD_TESTS=OFF',
  '-DLLAMA_BUILD_EXAMPLES=OFF',
  '-DLLAMA_BUILD_APP=OFF',
  // Would be fetched from the network.
  '-DLLAMA_USE_PREBUILT_UI=OFF',
];

/**
 * @param {string} source of llama.cpp
 * @param {string} folder for what the compiler makes
 * @returns {Promise<string>} path of the program
 */
export async function buildServer(source, folder) {
  await run('cmake', ['-S', source, '-B', folder, ...options]);
  const jobs = String(availableParallelism());
  await run('cmake', ['--build', folder, '--target', 'llama-server', '--parallel', jobs]);
  return join(folder, 'bin/llama-server');
}
