import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wllamaVersion } from '../../../tools/build/wllama-patch.ts';
import { patchWllama, readScripts } from '../../../tools/build/wllama-source.ts';
import { withoutPromptCache } from '../../../tools/build/wllama-wasm.ts';
import { staticFiles } from '../../../tools/build/wllama-workers.ts';

const folder = resolve(import.meta.dirname, '../../../node_modules/@wllama/wllama');
const source = readFileSync(resolve(folder, 'esm/index.js'), 'utf8');

describe('the patch of wllama', () => {
  it('is for the version that is installed', () => {
    const { version } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
    expect(version).toBe(wllamaVersion);
  });

  it('leaves no blob, no script in a string and no host', () => {
    const patched = patchWllama(source);
    const left = /.{0,40}(?:createObjectURL|cdn\.[a-z]+\.|https:\/\/).{0,40}/g;
    expect(patched.match(left) ?? []).toEqual([]);
    expect(patched.length).toBeLessThan(source.length - 140_000);
  });

  it('makes two files that start no blob either', () => {
    const { llama, thread } = staticFiles(readScripts(source));
    for (const file of [llama, thread]) expect(file).not.toMatch(/createObjectURL|cdn\.[a-z]+\./);
    expect(() => new Function(`return () => {${llama}}`)).not.toThrow();
    expect(() => new Function(`return () => {${thread}}`)).not.toThrow();
  });

  it.each([
    ['the start of its worker', 'this.worker = createWorker(completeCode);'],
    ['the script of its threads', 'new Blob([moduleCode], { type: "text/javascript" })'],
    ['the errors of its worker', 'this.worker.onerror = this.logger.error;'],
    ['a blob for its worker', 'URL.createObjectURL('],
    ['the host of its downloads', 'var HF_BASE = "https://huggingface.co";'],
    ['the address of its older build', 'var WasmCompatFromCDN = {'],
    ['the script of its worker', 'var LLAMA_CPP_WORKER_CODE = "'],
    ['the script of its module', "var WLLAMA_EMSCRIPTEN_CODE = '"],
  ])('fails when %s has changed, and says where to look', (what, anchor) => {
    expect(source).toContain(anchor);
    const other = source.replace(anchor, 'changed({');
    expect(() => patchWllama(other)).toThrow(`look at ${what}`);
  });

  it.each([
    ['a blob for its worker', 'URL.createObjectURL(x);'],
    ['the address of its older build', 'var WasmCompatFromCDN = {};'],
    ['the script of its worker', 'var LLAMA_CPP_WORKER_CODE = "";'],
    ['the script of its module', "var WLLAMA_EMSCRIPTEN_CODE = '';"],
  ])('fails when %s stands there twice', (what, more) => {
    expect(() => patchWllama(`${source}\n${more}\n`)).toThrow(`look at ${what}`);
  });

  it.each([
    ['threads out of a blob', 'URL.createObjectURL'],
    ['the start of a thread', 'worker=new Worker(pthreadMainJs'],
    ['the limit of its memory', 'if(requestedSize>maxHeapSize)'],
    ['the end of its memory', 'if(replacement){return true}}return false'],
    ['the beginning of its module', 'var Module='],
  ])('fails when its module has changed in %s', (what, anchor) => {
    const { worker, module } = readScripts(source);
    expect(module).toContain(anchor);
    expect(() => staticFiles({ worker, module: module.replace(anchor, 'x') })).toThrow(what);
  });

  it.each([
    ['what it writes to the console', 'console.error(ex)'],
    ['the failure of its first memory', 'Cannot allocate WebAssembly.Memory'],
  ])('fails when its worker has changed in %s', (what, anchor) => {
    const { worker, module } = readScripts(source);
    expect(worker).toContain(anchor);
    expect(() => staticFiles({ worker: worker.replace(anchor, 'x'), module })).toThrow(what);
  });

  it('leaves nothing in its worker that writes to the console', () => {
    const { worker, module } = readScripts(source);
    const ofItsOwn = staticFiles({ worker, module }).llama.split('return Module; }')[1] ?? '';
    const code = ofItsOwn.replace(/^\s*\/\/.*$/gm, '');
    expect(code).toContain('onmessage');
    expect(code).not.toMatch(/console\.\w+\(/);
  });
});

describe('the patch of its wasm', () => {
  const wasm = readFileSync(resolve(folder, 'esm/wasm/wllama.wasm'));

  it('changes one number of it, and nothing else', () => {
    const patched = withoutPromptCache(wasm);
    const changed = [...wasm.keys()].filter((at) => patched[at] !== wasm[at]);
    expect(changed).toHaveLength(1);
    expect(wasm[changed[0] ?? 0]).toBe(0x20);
  });

  it('fails when those defaults are others, or stand there twice', () => {
    expect(() => withoutPromptCache(withoutPromptCache(wasm))).toThrow('the defaults of its wasm');
    expect(() => withoutPromptCache(Buffer.concat([wasm, wasm]))).toThrow(
      'the defaults of its wasm',
    );
  });
});
