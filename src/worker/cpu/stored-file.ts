import { AppError } from '../../core/errors.ts';
import { cacheNameOf, fileUrl } from '../../core/models/files.ts';

/** A verified file of a model. Its bytes stay on disk until they are read. Throws `corrupt-model` where it is missing. */
export async function storedFile(weightsUrl: string, file: string): Promise<Blob> {
  const cache = await caches.open(cacheNameOf(file));
  const stored = await cache.match(fileUrl(weightsUrl, file));
  if (!stored) throw new AppError('corrupt-model', `${file} is not on this disk.`);
  return stored.blob();
}
