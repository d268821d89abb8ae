import { AppError, isErrorCode, toAppError } from '../core/errors.ts';

/** An error as it crosses rooms: Chrome would turn an `Error` into `{}`. */
export type ErrorFrame = { readonly code: string; readonly message: string };

export function packError(thrown: unknown): ErrorFrame {
  const { code, message } = toAppError(thrown);
  return { code, message };
}

export function unpackError(frame: ErrorFrame): AppError {
  return isErrorCode(frame.code)
    ? new AppError(frame.code, frame.message)
    : new AppError('unexpected', `${frame.code}: ${frame.message}`);
}
