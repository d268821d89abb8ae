import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { wllamaVersion } from './wllama-patch.ts';
import { patchWllama, readScripts } from './wllama-source.ts';
import { withoutPromptCache } from './wllama-wasm.ts';
import { staticFiles } from './wllama-workers.ts';

/** Takes out of wllama's module what makes workers of strings, and the hosts that it would ask. For builds of workers. */
export function patchedWllama(): Plugin {
  return {
    name: 'sotto:patched-wllama',
    transform: {
      filter: { id: /@wllama\/wllama\/esm\/index\.js/ },
      handler: (code) => ({ code: patchWllama(code), map: null }),
    },
  };
}

/** Emits llama.cpp's worker, its threads and its wasm as files of the package, by the addresses that the patch names. */
export function wllamaFiles(): Plugin {
  return {
    name: 'sotto:wllama-files',
    apply: 'build',
    generateBundle() {
      const folder = packageFolder();
      const { llama, thread } = staticFiles(readScripts(read(folder, 'index.js').toString()));
      const files = {
        'cpu/llama.js': llama,
        'cpu/thread.js': thread,
        'cpu/wllama.wasm': withoutPromptCache(read(folder, 'wasm/wllama.wasm')),
      };
      for (const [fileName, source] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@wllama/wllama');
  const folder = dirname(entry);
  const { version } = JSON.parse(read(folder, '../package.json').toString());
  if (version !== wllamaVersion)
    throw new Error(`wllama is ${version}; its workers are made of ${wllamaVersion}'s source.`);
  return folder;
}

function read(folder: string, name: string): Buffer {
  return readFileSync(join(folder, name));
}
