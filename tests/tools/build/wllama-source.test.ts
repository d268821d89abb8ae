import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  patchWllama,
  readScripts,
  staticFiles,
  wllamaVersion,
} from '../../../tools/build/wllama-source.ts';

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

  it('fails when something that must stand there once stands there twice', () => {
    expect(() => patchWllama(`${source}\nURL.createObjectURL(x);`)).toThrow('a blob');
  });

  it.each([
    ['threads out of a blob', 'URL.createObjectURL'],
    ['the beginning of its module', 'var Module='],
  ])('fails when the scripts have changed in %s', (what, anchor) => {
    const { worker, module } = readScripts(source);
    expect(() => staticFiles({ worker, module: module.replace(anchor, 'x') })).toThrow(what);
  });
});
