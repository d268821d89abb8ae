import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';

/** By the names of the browser's own errors. */
const codes: Readonly<Record<string, ErrorCode>> = {
  QuotaExceededError: 'over-window',
  NotSupportedError: 'language-unsupported',
  // Its filter took the answer back.
  NotReadableError: 'answer-empty',
  InvalidStateError: 'disconnected',
  NotAllowedError: 'built-in-unavailable',
};

export function fromBuiltIn(thrown: unknown): AppError {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return toAppError(thrown);
  const code = Object.hasOwn(codes, thrown.name) ? codes[thrown.name] : undefined;
  return code
    ? new AppError(code, `${thrown.name}: ${thrown.message}`, { cause: thrown })
    : toAppError(thrown);
}
