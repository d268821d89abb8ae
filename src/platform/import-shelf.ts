import { partName, partsPath } from '../core/models/files.ts';

/**
 * Puts files where the engine room finds them: a message cannot carry one, and a page that is closed in the middle loses
 * nothing but the rest. They are as unverified as what comes from a network, and treated the same.
 * @param taken told after each file
 */
export async function putOnImportShelf(
  signal: AbortSignal,
  weightsUrl: string,
  files: readonly File[],
  taken: (bytes: number) => void,
): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const name of partsPath(weightsUrl))
    folder = await folder.getDirectoryHandle(name, { create: true });
  let bytes = 0;
  for (const file of files) {
    const handle = await folder.getFileHandle(partName(file.name), { create: true });
    await file.stream().pipeTo(await handle.createWritable(), { signal });
    bytes += file.size;
    taken(bytes);
  }
}
