import { freeOf } from '../core/download/free.ts';
import { AppError } from '../core/errors.ts';
import { importedFiles } from '../core/models/import-files.ts';
import { putOnImportShelf } from '../platform/import-shelf.ts';

/**
 * A model's files out of a folder that a person chose, for the engine room to verify. `progress` is told 0 to 1. Throws
 * `import-incomplete` or `storage-full`.
 */
export async function takeIn(
  signal: AbortSignal,
  weightsUrl: string,
  folder: readonly File[],
  progress: (share: number) => void,
): Promise<void> {
  const byName = new Map(folder.map((file) => [file.name, file]));
  const names = await importedFiles(
    [...byName.keys()],
    async (name) => byName.get(name)?.text() ?? '',
  );
  const files = names.flatMap((name) => byName.get(name) ?? []);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > freeOf(await navigator.storage.estimate()))
    throw new AppError('storage-full', `${bytes} bytes find no room.`);
  await putOnImportShelf(signal, weightsUrl, files, (taken) => progress(taken / bytes));
}
