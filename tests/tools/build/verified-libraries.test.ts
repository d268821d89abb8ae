import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifiedLibraries } from '../../../tools/build/verified-libraries.ts';
import { fingerprint } from '../../../tools/model-libs/fingerprint.mjs';

const bytes = Buffer.from('\0asm, as far as this test goes');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sotto-libraries-'));
  mkdirSync(join(root, 'public/model-libs'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

function lay(name: string, entry: ReturnType<typeof fingerprint> | null): void {
  writeFileSync(join(root, 'public/model-libs', name), bytes);
  const lock = { webLlm: '0.2.86', libraries: { [name]: entry } };
  writeFileSync(join(root, 'model-libs.lock.json'), JSON.stringify(lock));
}

it('a build holds what the lock file says', async () => {
  lay('a.wasm', fingerprint(bytes));
  expect(await verifiedLibraries(root)).toEqual(['a.wasm']);
});

it('a build without libraries needs no lock file', async () => {
  expect(await verifiedLibraries(root)).toEqual([]);
});

it.each([
  ['that was never locked', null],
  ['with other bytes', fingerprint(Buffer.from('others'))],
])('a library %s fails the build', async (_what, entry) => {
  lay('a.wasm', entry);
  await expect(verifiedLibraries(root)).rejects.toThrow('a.wasm is not what');
});

it('a file that the lock does not name fails the build', async () => {
  lay('a.wasm', fingerprint(bytes));
  writeFileSync(join(root, 'public/model-libs/b.wasm'), bytes);
  await expect(verifiedLibraries(root)).rejects.toThrow('b.wasm is not what');
});
