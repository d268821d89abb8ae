import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';

const sources = 'tests/fixtures/editors';

/** By file name. Made once for the versions that `package-lock.json` names. */
export async function editorBundles(): Promise<ReadonlyMap<string, string>> {
  const names = readdirSync(sources).filter((name) => name !== 'shared.mjs');
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const name of readdirSync(sources)) hash.update(readFileSync(join(sources, name)));
  const folder = join('.sotto/editors', hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) store(folder, await bundle(names));
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** There at once: another worker must find all of it or nothing. */
function store(folder: string, files: ReadonlyMap<string, string>): void {
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const [name, code] of files) writeFileSync(join(unfinished, name), code);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

async function bundle(names: readonly string[]): Promise<Map<string, string>> {
  const chunks = await chunksOf({
    input: names.map((name) => join(sources, name)),
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      hashCharacters: 'hex',
    },
  });
  return new Map(chunks.map(({ fileName, code }) => [fileName, code]));
}

/** The product's own way of reading and writing, as one classic script. */
export async function writerScript(): Promise<string> {
  const [chunk] = await chunksOf({
    input: 'tests/e2e/support/editors/writer.ts',
    output: { format: 'iife', codeSplitting: false },
  });
  return chunk?.code ?? '';
}

async function chunksOf(
  rolldownOptions: NonNullable<NonNullable<InlineConfig['build']>['rolldownOptions']>,
): Promise<Rolldown.OutputChunk[]> {
  const output = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: { write: false, modulePreload: false, target: 'es2023', rolldownOptions },
  });
  const [result] = [output].flat();
  if (!result || !('output' in result)) throw new Error('Nothing was built.');
  return result.output.filter((file) => file.type === 'chunk');
}
