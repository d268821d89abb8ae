import type { Expected } from '../../core/download/expected.ts';
import { AppError } from '../../core/errors.ts';
import type { Parts } from './parts.ts';

/** Throws `storage-full` where what is still to come cannot fit. A file is there twice while it goes to the cache. */
export async function requireRoom(parts: Parts, missing: readonly Expected[]): Promise<void> {
  const sizes = missing.map(({ size }) => size ?? 0);
  const here = await Promise.all(missing.map(({ file }) => parts.sizeOf(file)));
  const toCome = sizes.map((size, index) => Math.max(0, size - (here[index] ?? 0)));
  const needed = toCome.reduce((sum, one) => sum + one, 0) + Math.max(0, ...sizes);
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  if (needed > quota - usage)
    throw new AppError('storage-full', `${needed} bytes are needed, ${quota - usage} are free.`);
}
