import { partsPath } from '../../core/models/files.ts';

/** What has come of models and is not verified yet lies in the origin's private file system, a folder for each model. */
const [top] = partsPath('');

export async function partBytes(weightsUrl: string): Promise<number> {
  const folder = await subfolder(await allParts(), partsPath(weightsUrl)[1]);
  return folder ? folderBytes(folder) : 0;
}

/** Of models that are none of these. */
export async function strayPartBytes(weightsUrls: readonly string[]): Promise<number> {
  const known = new Set(weightsUrls.map((it) => partsPath(it)[1]));
  let bytes = 0;
  for await (const handle of (await allParts())?.values() ?? [])
    if (handle.kind === 'directory' && !known.has(handle.name)) bytes += await folderBytes(handle);
  return bytes;
}

export async function removeParts(weightsUrl: string): Promise<void> {
  const all = await allParts();
  if (all) await removeEntry(all, partsPath(weightsUrl)[1]);
}

export async function removeAllParts(): Promise<void> {
  await removeEntry(await navigator.storage.getDirectory(), top);
}

async function allParts(): Promise<FileSystemDirectoryHandle | null> {
  return subfolder(await navigator.storage.getDirectory(), top);
}

/** Null where there is none. */
async function subfolder(
  folder: FileSystemDirectoryHandle | null,
  name: string,
): Promise<FileSystemDirectoryHandle | null> {
  return (await folder?.getDirectoryHandle(name).catch(() => null)) ?? null;
}

async function folderBytes(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const handle of folder.values())
    if (handle.kind === 'file') bytes += (await handle.getFile()).size;
  return bytes;
}

const retryMs = 100;
const attempts = 100;

async function removeEntry(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await folder.removeEntry(name, { recursive: true });
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return;
      // A worker that was ended holds its files for a moment longer.
      if (attempt === attempts || !isNamed(thrown, 'NoModificationAllowedError')) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof DOMException && thrown.name === name;
}
