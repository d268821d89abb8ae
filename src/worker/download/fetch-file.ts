import {
  complaintAbout,
  type Found,
  isReadable,
  mustBeJson,
} from '../../core/download/complaint.ts';
import type { Expected } from '../../core/download/expected.ts';
import { AppError } from '../../core/errors.ts';
import { ggufMagic, isGgufFile } from '../../core/models/files.ts';
import { fillPart } from './fill-part.ts';
import { Part } from './part.ts';
import type { Route } from './route.ts';

/** How often a file may come damaged. */
const maxDamaged = 3;

/** Brings one file to where WebLLM looks for it, once it is what it must be. Throws as `bringFile` does. */
export async function fetchFile(
  signal: AbortSignal,
  route: Route,
  expected: Expected,
): Promise<void> {
  const shelve = await bringFile(signal, route, expected);
  await shelve();
}

/**
 * Brings one file into the parts. What it gives puts it to where WebLLM looks for it. Throws what its host says in the
 * end, `download-damaged`, or `import-incomplete`; what came then stays, unless it is damaged.
 */
export async function bringFile(
  signal: AbortSignal,
  route: Route,
  expected: Expected,
): Promise<() => Promise<void>> {
  const { file } = expected;
  route.tally.begin(file);
  try {
    const found = await verified(signal, route, expected);
    signal.throwIfAborted();
    return () => shelve(route, file, found);
  } finally {
    route.tally.end(file);
  }
}

async function verified(signal: AbortSignal, route: Route, expected: Expected): Promise<Found> {
  const { parts, tally } = route;
  const onBytes = (bytes: number) => tally.has(expected.file, bytes);
  const part = await Part.open(signal, parts.folder, expected, onBytes);
  try {
    for (let time = 1; ; time++) {
      await fillPart(signal, route, expected, part);
      const found = part.found();
      const complaint = complaintAbout(expected, found) ?? complaintAboutText(expected, part);
      if (complaint === null) return found;
      part.clear();
      onBytes(0);
      if (time === maxDamaged || !route.origin)
        throw new AppError('download-damaged', `${expected.file} ${complaint}`);
    }
  } finally {
    part.close();
  }
}

function complaintAboutText(expected: Expected, part: Part): string | null {
  // A host without a list of files says no hash of it.
  if (isGgufFile(expected.file) && !part.begins(ggufMagic)) return 'is no GGUF';
  const isGood = !mustBeJson(expected) || isReadable(expected.file, part.text());
  return isGood ? null : 'cannot be read';
}

async function shelve({ parts, shelf }: Route, file: string, found: Found): Promise<void> {
  const blob = await parts.fileOf(file);
  if (blob === null) throw new AppError('unexpected', `${file} went away.`);
  await shelf.put(file, blob, found);
  await parts.remove(file);
}
