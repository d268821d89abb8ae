import { type Patch, patched } from './wllama-patch.ts';
import type { WllamaScripts } from './wllama-source.ts';

/** Of the script that starts llama.cpp. */
const workerPatches: readonly Patch[] = [
  // What failed may be told with what was said to the model.
  ['what it writes to the console', '      console.error(ex);\n', ''],
  [
    'the failure of its first memory',
    "new Error('Cannot allocate WebAssembly.Memory')",
    "new RangeError('Cannot allocate WebAssembly.Memory')",
  ],
];

/** Of Emscripten's. */
const modulePatches: readonly Patch[] = [
  // It makes a `blob:` of what is no address.
  [
    'threads out of a blob',
    'if(typeof pthreadMainJs!="string"){pthreadMainJs=URL.createObjectURL(pthreadMainJs)}',
    '',
  ],
  // It listens for errors of a thread only once that has loaded.
  [
    'the start of a thread',
    'worker=new Worker(pthreadMainJs,{workerData:"em-pthread",name:"em-pthread"});',
    'worker=new Worker(pthreadMainJs,{workerData:"em-pthread",name:"em-pthread"});worker.onerror=()=>{throw new Error("A thread did not start.")};',
  ],
  // llama.cpp says of memory that it does not get only that it did not load.
  [
    'the limit of its memory',
    'if(requestedSize>maxHeapSize){return false}',
    'if(requestedSize>maxHeapSize){return outOfMemory()}',
  ],
  [
    'the end of its memory',
    'if(replacement){return true}}return false}',
    'if(replacement){return true}}return outOfMemory()}',
  ],
];

const moduleBegin = 'var Module=typeof Module!="undefined"?Module:{};';

/** Of the file that starts llama.cpp alone, where another variable has that name. */
const innerPatches: readonly Patch[] = [
  ['the beginning of its module', moduleBegin, moduleBegin.replace('var Module', 'var ___Module')],
];

/** ggml asks each GPU for a device as soon as it is there, also where no layer is to run on it. */
const withoutGpu =
  'Object.defineProperty(WorkerNavigator.prototype,"gpu",{get:()=>({requestAdapter:async()=>null})});';

/** In the words in which that script tells a failure; its class is what the product knows it by. */
const tellOutOfMemory =
  'const outOfMemory=()=>{postMessage({verb:"signal.abort",args:["exception","Out of memory.","",new RangeError("Out of memory.")]});return false};';

/** Else nobody hears that the wasm could not be compiled. */
const tellRejections = 'self.onunhandledrejection=({reason})=>{throw reason};';

/** The two files that the package's own code would have made at run time. */
export function staticFiles({ worker, module }: WllamaScripts): {
  readonly llama: string;
  readonly thread: string;
} {
  const thread = patched(module, modulePatches);
  const llama = patched(thread, innerPatches);
  return {
    llama: [
      'const RUN_OPTIONS = JSON.parse(decodeURIComponent(self.location.hash.slice(1)));',
      ...[withoutGpu, tellOutOfMemory, tellRejections],
      `function wModuleInit() { ${llama}; return Module; }`,
      patched(worker, workerPatches),
    ].join('\n'),
    // Threads only calculate: what they need is taken before.
    thread: [withoutGpu, 'const outOfMemory=()=>false;', thread].join('\n'),
  };
}
