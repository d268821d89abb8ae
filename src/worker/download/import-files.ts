import type { Expected } from '../../core/download/expected.ts';
import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';
import { fetchFile } from './fetch-file.ts';
import type { Route } from './route.ts';

/** Takes all that are good, and then says which are not: a person brings them together, not one after the other. */
export async function importFiles(
  signal: AbortSignal,
  route: Route,
  files: readonly Expected[],
): Promise<void> {
  const failed = new Map<ErrorCode, string[]>();
  for (const expected of files) {
    try {
      await fetchFile(signal, route, expected);
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = toAppError(thrown);
      if (code !== 'import-incomplete' && code !== 'download-damaged') throw thrown;
      failed.set(code, [...(failed.get(code) ?? []), expected.file]);
    }
  }
  for (const [code, names] of failed) throw new AppError(code, names.join(', '));
}
