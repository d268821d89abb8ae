import { AppError } from '../../core/errors.ts';

/** `storage-full` where that is what the browser says; anything else stays what it is. */
export function asStorageError(thrown: unknown): unknown {
  const isFull = thrown instanceof Error && thrown.name === 'QuotaExceededError';
  return isFull ? storageFull(thrown) : thrown;
}

export function storageFull(cause: unknown): AppError {
  return new AppError('storage-full', String(cause), { cause });
}
