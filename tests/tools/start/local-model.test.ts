import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFlags } from '../../../tools/start/flags.mjs';
import { localModelOf } from '../../../tools/start/local-model.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sotto-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const files = ['mlc-chat-config.json', 'tensor-cache.json', 'model.wasm'];

function modelFolder(name: string, has = files): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const file of has) writeFileSync(join(folder, file), '');
  return folder;
}

it('takes the model of the tests, and says that it is a toy', () => {
  const folder = modelFolder('tests/fixtures/tiny-llama');
  const model = localModelOf(root, parseFlags(['--test-model']));
  expect(model).toMatchObject({ folder, name: 'tiny-llama', output: 'dist-test', isToy: true });
});

it('takes a folder, with a build and a profile of its own', () => {
  const folder = modelFolder('Smol-0.1B_q4');
  const model = localModelOf(root, parseFlags(['--model-dir', folder]));
  expect(model).toEqual({
    folder,
    name: 'Smol-0.1B_q4',
    output: 'dist-local',
    profile: 'profile-local',
    isToy: false,
  });
});

it('is content without a model', () => {
  expect(localModelOf(root, parseFlags([]))).toBeNull();
});

it.each(files)('refuses a folder without %s, and names the file', (missing) => {
  const folder = modelFolder(
    'Smol',
    files.filter((file) => file !== missing),
  );
  expect(() => localModelOf(root, parseFlags(['--model-dir', folder]))).toThrow(missing);
});

it('refuses a name that could not stand in an address', () => {
  const folder = modelFolder('My Model');
  expect(() => localModelOf(root, parseFlags(['--model-dir', folder]))).toThrow('Rename');
});
