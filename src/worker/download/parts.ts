import { partName, partsPath } from '../../core/models/files.ts';

/** The folder with what has come of a model, and is not verified yet. */
export class Parts {
  readonly folder: FileSystemDirectoryHandle;
  readonly #parent: FileSystemDirectoryHandle;

  private constructor(parent: FileSystemDirectoryHandle, folder: FileSystemDirectoryHandle) {
    this.#parent = parent;
    this.folder = folder;
  }

  static async of(weightsUrl: string): Promise<Parts> {
    const [parentName, name] = partsPath(weightsUrl);
    const root = await navigator.storage.getDirectory();
    const parent = await root.getDirectoryHandle(parentName, { create: true });
    return new Parts(parent, await parent.getDirectoryHandle(name, { create: true }));
  }

  /** Null where nothing has come of it. */
  async fileOf(file: string): Promise<File | null> {
    try {
      return await (await this.folder.getFileHandle(partName(file))).getFile();
    } catch (thrown) {
      if (isNotFound(thrown)) return null;
      throw thrown;
    }
  }

  async sizeOf(file: string): Promise<number> {
    return (await this.fileOf(file))?.size ?? 0;
  }

  async remove(file: string): Promise<void> {
    try {
      await this.folder.removeEntry(partName(file));
    } catch (thrown) {
      if (!isNotFound(thrown)) throw thrown;
    }
  }

  /** Also what no file of the model is named like. */
  async removeAll(): Promise<void> {
    await this.#parent.removeEntry(this.folder.name, { recursive: true });
  }
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NotFoundError';
}
