import { sleep } from '../../protocol/sleep.ts';

const retryMs = 100;
const attempts = 100;

/** A worker that was ended holds its files for a moment longer. */
export async function lockedHandle(
  signal: AbortSignal,
  file: FileSystemFileHandle,
): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (thrown) {
      if (attempt === attempts || !isLocked(thrown)) throw thrown;
      await sleep(signal, retryMs);
    }
  }
}

function isLocked(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';
}
