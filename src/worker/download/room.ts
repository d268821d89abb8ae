import type { Expected } from '../../core/download/expected.ts';
import { AppError } from '../../core/errors.ts';
import { freeBytes } from './free-bytes.ts';
import type { Parts } from './parts.ts';

/** Throws `storage-full` where what is still to come cannot fit. Files are there twice while they go to the cache. */
export async function requireRoom(
  parts: Parts,
  missing: readonly Expected[],
  atOnce: number,
): Promise<void> {
  const sizes = missing.map(({ size }) => size ?? 0);
  const here = await Promise.all(missing.map(({ file }) => parts.sizeOf(file)));
  const toCome = sizes.map((size, index) => Math.max(0, size - (here[index] ?? 0)));
  const twice = [...sizes].sort((one, other) => other - one).slice(0, atOnce);
  const needed = [...toCome, ...twice].reduce((sum, one) => sum + one, 0);
  const free = await freeBytes();
  if (needed > free)
    throw new AppError('storage-full', `${needed} bytes are needed, ${free} are free.`);
}
