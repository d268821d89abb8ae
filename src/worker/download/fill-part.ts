import { type Expected, mostBytes } from '../../core/download/expected.ts';
import { nextWaitMs } from '../../core/download/setback.ts';
import { AppError } from '../../core/errors.ts';
import { fileUrl } from '../../core/models/files.ts';
import { sleep } from '../../protocol/sleep.ts';
import type { Part } from './part.ts';
import { RequestFailed, request } from './request.ts';
import type { Origin, Route } from './route.ts';
import type { Tally } from './tally.ts';

/** Until it is as long as it must be, or its host says that this is all. Throws `RequestFailed` or `import-incomplete`. */
export async function fillPart(
  signal: AbortSignal,
  { origin, tally }: Route,
  expected: Expected,
  part: Part,
): Promise<void> {
  if (isComplete(expected, part)) return;
  if (origin) return fillFrom(signal, origin, expected, part, tally);
  // Of a size that nobody knows, what somebody brought is taken for the whole.
  if (expected.size === null && part.size > 0) return;
  throw new AppError('import-incomplete', `${expected.file} is missing, or its end.`);
}

function isComplete({ size }: Expected, part: Part): boolean {
  return size !== null && part.size >= size;
}

async function fillFrom(
  signal: AbortSignal,
  { source, sourceUrl }: Origin,
  expected: Expected,
  part: Part,
  tally: Tally,
): Promise<void> {
  const { file, size } = expected;
  const wanted = { url: fileUrl(sourceUrl, file), size, most: mostBytes(file) };
  // Bytes that came before and had to be thrown away are no progress.
  let furthest = part.size;
  let inVain = 0;
  while (!isComplete(expected, part)) {
    try {
      return await request(signal, source, wanted, part, () => tally.has(file, part.size));
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      inVain = part.size > furthest ? 1 : inVain + 1;
      furthest = Math.max(furthest, part.size);
      if (!isComplete(expected, part)) await waitAfter(signal, thrown, inVain, file, tally);
    }
  }
}

/** Throws it where no further attempt is worth it. */
async function waitAfter(
  signal: AbortSignal,
  failed: RequestFailed,
  inVain: number,
  file: string,
  tally: Tally,
): Promise<void> {
  const delayMs = nextWaitMs(failed.setback, inVain, Math.random());
  if (delayMs === null) throw failed;
  if (delayMs > 0) tally.wait(file, { code: failed.code, delayMs });
  await sleep(signal, delayMs);
  tally.begin(file);
}
