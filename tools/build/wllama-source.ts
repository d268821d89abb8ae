import { changed, type Patch, patched } from './wllama-patch.ts';

/** What the package builds its workers of. */
export type WllamaScripts = {
  /** Of the worker that runs llama.cpp. Wants `RUN_OPTIONS` and `wModuleInit`. */
  readonly worker: string;
  /** Emscripten's, which also runs in each further thread. */
  readonly module: string;
};

const scripts = {
  worker: /^var LLAMA_CPP_WORKER_CODE = ("(?:[^"\\]|\\.)*");$/gm,
  module: /^var WLLAMA_EMSCRIPTEN_CODE = ('(?:[^'\\]|\\.)*');$/gm,
} as const;

/** Reads the two scripts out of the package's module, where they are strings. */
export function readScripts(source: string): WllamaScripts {
  const { worker, module } = readLiterals(source);
  return { worker: textOf(worker), module: textOf(module) };
}

function readLiterals(source: string): WllamaScripts {
  const read = (name: keyof typeof scripts): string => {
    const [found, ...others] = source.matchAll(scripts[name]);
    if (found?.[1] === undefined || others.length > 0) throw changed(`the script of its ${name}`);
    return found[1];
  };
  return { worker: read('worker'), module: read('module') };
}

function textOf(literal: string): string {
  return new Function(`return ${literal};`)() as string;
}

/**
 * Its own way is to make a script of strings and to start that from a `blob:`, which a package's policy forbids. Options
 * go in the address instead, where the static file finds them.
 */
const patches: readonly Patch[] = [
  [
    'the start of its worker',
    'this.worker = createWorker(completeCode);',
    'this.worker = new Worker("/cpu/llama.js#" + encodeURIComponent(JSON.stringify(runOptions)), { type: "module" });',
  ],
  [
    'the script of its threads',
    'new Blob([moduleCode], { type: "text/javascript" })',
    '"/cpu/thread.js"',
  ],
  // An error of the script itself is only logged there, and whoever waits would wait for ever. One that does not even load
  // has no message.
  [
    'the errors of its worker',
    'this.worker.onerror = this.logger.error;',
    'this.worker.onerror = (event) => this.abort(event.message ?? "It did not start.", "");',
  ],
  ['a blob for its worker', 'URL.createObjectURL(', 'neverOf('],
  ['the host of its downloads', 'var HF_BASE = "https://huggingface.co";', 'var HF_BASE = "";'],
];

/** The script host that it would ask for an older build. */
const fromCdn = /var WasmCompatFromCDN = \{[^}]*\};/g;

export function patchWllama(source: string): string {
  const { worker, module } = readLiterals(source);
  const [cdn, ...others] = source.match(fromCdn) ?? [];
  if (cdn === undefined || others.length > 0) throw changed('the address of its older build');
  return patched(source, [
    ['the script of its worker', worker, '""'],
    ['the script of its module', module, '""'],
    ['the address of its older build', cdn, 'var WasmCompatFromCDN = null;'],
    ...patches,
  ]);
}
