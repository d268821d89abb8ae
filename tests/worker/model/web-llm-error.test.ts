import { expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { fromWebLlm } from '../../../src/worker/model/web-llm-error.ts';

function named(name: string, message = 'what it says'): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

it.each([
  ['ContextWindowSizeExceededError', 'over-window'],
  ['DeviceLostError', 'device-lost'],
  ['ModelNotLoadedError', 'device-lost'],
  ['WebGPUNotAvailableError', 'no-gpu'],
  ['WebGPUNotFoundError', 'no-gpu'],
  ['FeatureSupportError', 'no-gpu'],
  ['QuotaExceededError', 'storage-full'],
  ['NetworkError', 'download-failed'],
  ['GPUOutOfMemoryError', 'out-of-memory'],
  ['RangeError', 'out-of-memory'],
] as const)('tells WebLLM’s %s as %s, and keeps what it said', (name, code) => {
  const thrown = named(name);
  expect(fromWebLlm(thrown)).toMatchObject({
    name: 'AppError',
    code,
    message: `${name}: what it says`,
    cause: thrown,
  });
});

it('knows the browser’s own errors by the same names', () => {
  expect(fromWebLlm(new DOMException('full', 'QuotaExceededError')).code).toBe('storage-full');
});

it.each([
  ['an error without a known name', new Error('odd'), 'Error: odd'],
  // Of the library, which is in the package: no download would cure it.
  ['a library that does not fit', new WebAssembly.LinkError('env'), 'LinkError: env'],
  ['the string that an interrupted load rejects with', 'Model unloaded', 'Model unloaded'],
  ['nothing', undefined, 'undefined'],
  // Own keys only, or Object's would be found.
  ['an error that is called like a key of every object', named('constructor'), null],
])('passes on %s as unexpected', (_what, thrown, message) => {
  const error = fromWebLlm(thrown);
  expect(error.code).toBe('unexpected');
  if (message !== null) expect(error.message).toBe(message);
});

it('leaves an AppError as it is', () => {
  const error = new AppError('no-model', 'not loaded');
  expect(fromWebLlm(error)).toBe(error);
});
