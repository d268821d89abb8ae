/** The version whose source is known in here. */
export const wllamaVersion = '3.13.0';

/** What the package builds its workers of. */
export type WllamaScripts = {
  /** Of the worker that runs llama.cpp. Wants `RUN_OPTIONS` and `wModuleInit`. */
  readonly worker: string;
  /** Emscripten's, which also runs in each further thread. */
  readonly module: string;
};

const scripts = {
  worker: /^var LLAMA_CPP_WORKER_CODE = ("(?:[^"\\]|\\.)*");$/m,
  module: /^var WLLAMA_EMSCRIPTEN_CODE = ('(?:[^'\\]|\\.)*');$/m,
} as const;

/** Reads the two scripts out of the package's module, where they are strings. */
export function readScripts(source: string): WllamaScripts {
  const read = (name: keyof typeof scripts): string => {
    const literal = scripts[name].exec(source)?.[1];
    if (literal === undefined) throw changed(`the script of its ${name}`);
    return new Function(`return ${literal};`)() as string;
  };
  return { worker: read('worker'), module: read('module') };
}

/** How often each stands there, and what takes its place. */
type Patch = readonly [what: string, before: string, after: string];

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
  // An error of the script itself is only logged there, and whoever waits would wait for ever.
  [
    'the errors of its worker',
    'this.worker.onerror = this.logger.error;',
    'this.worker.onerror = (event) => this.abort(event.message, "");',
  ],
  ['a blob for its worker', 'URL.createObjectURL(', 'neverOf('],
  ['the host of its downloads', 'var HF_BASE = "https://huggingface.co";', 'var HF_BASE = "";'],
];

/** The script host that it would ask for an older build. */
const fromCdn = /var WasmCompatFromCDN = \{[^}]*\};/;

export function patchWllama(source: string): string {
  readScripts(source);
  if (!fromCdn.test(source)) throw changed('the address of its older build');
  let patched = source
    .replace(scripts.worker, 'var LLAMA_CPP_WORKER_CODE = "";')
    .replace(scripts.module, 'var WLLAMA_EMSCRIPTEN_CODE = "";')
    .replace(fromCdn, 'var WasmCompatFromCDN = null;');
  for (const [what, before, after] of patches) patched = replaceOnce(patched, what, before, after);
  return patched;
}

/** Emscripten makes a `blob:` of what is no address. */
const threadFromBlob =
  'if(typeof pthreadMainJs!="string"){pthreadMainJs=URL.createObjectURL(pthreadMainJs)}';

const moduleBegin = 'var Module=typeof Module!="undefined"?Module:{};';

/** ggml asks each GPU for a device as soon as it is there, also where no layer is to run on it. */
const withoutGpu =
  'Object.defineProperty(WorkerNavigator.prototype,"gpu",{get:()=>({requestAdapter:async()=>null})});';

/** The two files that the package's own code would have made at run time. */
export function staticFiles({ worker, module }: WllamaScripts): {
  readonly llama: string;
  readonly thread: string;
} {
  const ofFiles = replaceOnce(module, 'threads out of a blob', threadFromBlob, '');
  const inner = replaceOnce(
    ofFiles,
    'the beginning of its module',
    moduleBegin,
    moduleBegin.replace('var Module', 'var ___Module'),
  );
  return {
    llama: [
      'const RUN_OPTIONS = JSON.parse(decodeURIComponent(self.location.hash.slice(1)));',
      `${withoutGpu}\nfunction wModuleInit() { ${inner}; return Module; }`,
      worker,
    ].join('\n'),
    thread: `${withoutGpu}\n${ofFiles}`,
  };
}

function replaceOnce(source: string, what: string, before: string, after: string): string {
  const [head, tail, ...more] = source.split(before);
  if (head === undefined || tail === undefined || more.length > 0) throw changed(what);
  return head + after + tail;
}

function changed(what: string): Error {
  return new Error(
    `wllama has another shape than ${wllamaVersion} had: look at ${what} in tools/build/wllama-source.ts.`,
  );
}
