import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';

/** WebLLM exports hardly any of its error classes: their names are what tells them apart. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ContextWindowSizeExceededError: 'over-window',
  DeviceLostError: 'device-lost',
  ModelNotLoadedError: 'device-lost',
  WebGPUNotAvailableError: 'no-gpu',
  WebGPUNotFoundError: 'no-gpu',
  FeatureSupportError: 'no-gpu',
  QuotaExceededError: 'storage-full',
  NetworkError: 'download-failed',
  GPUOutOfMemoryError: 'out-of-memory',
  // The browser's own: no room for an array, or for more of a library's memory.
  RangeError: 'out-of-memory',
};

/** `ModelNotLoadedError` after loading means that the GPU was lost: WebLLM unloads itself and says nothing else. */
export function fromWebLlm(thrown: unknown): AppError {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return toAppError(thrown);
  const code = Object.hasOwn(codes, thrown.name) ? codes[thrown.name] : undefined;
  return code
    ? new AppError(code, `${thrown.name}: ${thrown.message}`, { cause: thrown })
    : toAppError(thrown);
}
