import type { Found } from '../../core/download/complaint.ts';
import type { Expected } from '../../core/download/expected.ts';
import { AppError } from '../../core/errors.ts';
import { partName } from '../../core/models/files.ts';
import { FileHash } from './hash.ts';
import { lockedHandle } from './locked-handle.ts';
import { asStorageError } from './storage-error.ts';

/**
 * What is written survives the end of the browser. When the machine goes down, so much or what came in so long a time is
 * lost at most; to wait for the disk more often would take longer than all else.
 */
const flushBytes = 4 * 1024 ** 2;
const flushMs = 1000;

/** How much is read at once; between two reads, others' bytes are taken in. */
const pieceBytes = 1024 ** 2;

/** What has come of a file, on disk, and hashed up to its end. */
export class Part {
  readonly #handle: FileSystemSyncAccessHandle;
  readonly #hash: FileHash;
  #size = 0;
  #flushed = 0;
  #flushedAt = performance.now();

  private constructor(handle: FileSystemSyncAccessHandle, hash: FileHash) {
    this.#handle = handle;
    this.#hash = hash;
  }

  /** Reads what is there already, for its hash. To be closed. */
  static async open(
    signal: AbortSignal,
    folder: FileSystemDirectoryHandle,
    expected: Expected,
    onRead: (bytes: number) => void,
  ): Promise<Part> {
    const hash = await FileHash.of(expected);
    const file = await folder.getFileHandle(partName(expected.file), { create: true });
    const part = new Part(await lockedHandle(signal, file), hash);
    try {
      await part.#readBack(signal, onRead);
      return part;
    } catch (thrown) {
      part.close();
      throw thrown;
    }
  }

  get size(): number {
    return this.#size;
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    const written = this.#write(bytes);
    if (written < bytes.length) throw new AppError('storage-full', 'Not all could be written.');
    this.#hash.update(bytes);
    this.#size += written;
    this.#flushIfDue();
  }

  clear(): void {
    this.#handle.truncate(0);
    this.#hash.reset();
    this.#size = 0;
    this.#flushed = 0;
  }

  /** Whether its first bytes are these letters. */
  begins(letters: string): boolean {
    const bytes = new Uint8Array(letters.length);
    this.#handle.read(bytes, { at: 0 });
    return new TextDecoder().decode(bytes) === letters;
  }

  text(): string {
    const bytes = new Uint8Array(this.#size);
    this.#handle.read(bytes, { at: 0 });
    return new TextDecoder().decode(bytes);
  }

  /** Ends the hash: after it, only `clear` or `close`. */
  found(): Found {
    return { size: this.#size, ...this.#hash.digest() };
  }

  close(): void {
    this.#handle.close();
  }

  async #readBack(signal: AbortSignal, onRead: (bytes: number) => void): Promise<void> {
    const piece = new Uint8Array(pieceBytes);
    while (true) {
      const length = this.#handle.read(piece, { at: this.#size });
      if (length === 0) break;
      this.#hash.update(piece.subarray(0, length));
      this.#size += length;
      onRead(this.#size);
      await scheduler.yield();
      signal.throwIfAborted();
    }
    this.#flushed = this.#size;
  }

  #write(bytes: Uint8Array<ArrayBuffer>): number {
    try {
      return this.#handle.write(bytes, { at: this.#size });
    } catch (thrown) {
      throw asStorageError(thrown);
    }
  }

  #flushIfDue(): void {
    const isDue = performance.now() - this.#flushedAt >= flushMs;
    if (!isDue || this.#size - this.#flushed < flushBytes) return;
    this.#handle.flush();
    this.#flushed = this.#size;
    this.#flushedAt = performance.now();
  }
}
