import { expect, it } from 'vitest';
import { isWholeWasm } from '../../../tools/model-libs/wasm.mjs';
import { libraryBytes } from './libraries.ts';

const whole = libraryBytes('any.wasm');

it('knows a whole module', () => {
  expect(isWholeWasm(whole)).toBe(true);
});

it('knows a module that was cut anywhere', () => {
  for (let length = 0; length < whole.length; length += 1) {
    expect(isWholeWasm(whole.subarray(0, length)), `${length} bytes`).toBe(false);
  }
});

it('reads section lengths of more than one byte', () => {
  const section = Buffer.concat([Buffer.from([0, 0x80, 0x02]), Buffer.alloc(256)]);
  const long = Buffer.concat([whole.subarray(0, 8), section]);
  expect(isWholeWasm(long)).toBe(true);
  expect(isWholeWasm(long.subarray(0, -1))).toBe(false);
});

it('knows what is something else', () => {
  expect(isWholeWasm(Buffer.from('<!doctype html><title>Please log in</title>'))).toBe(false);
  expect(isWholeWasm(Buffer.concat([whole, Buffer.from([0])]))).toBe(false);
});
