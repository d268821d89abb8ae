import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { explain, launch } from '../../../tools/browser/launch.mjs';

const profile = mkdtempSync(join(tmpdir(), 'sotto-'));
afterAll(() => rmSync(profile, { recursive: true }));

it('says why a browser that cannot be started is not there', async () => {
  await expect(launch({ executable: '/nowhere/chromium', profile })).rejects.toThrow('ENOENT');
});

it('says what a browser said that ended at once', async () => {
  // Node takes none of a browser's arguments, says so, and ends.
  await expect(launch({ executable: process.execPath, profile })).rejects.toThrow(/bad option/);
});

it('knows the two deaths that a person can do something about', () => {
  expect(explain('code 21', 'ERROR: Failed to create a ProcessSingleton')).toContain('--fresh');
  expect(explain('code 1', 'FATAL: No usable sandbox! …')).toContain('sandbox');
  expect(explain('signal SIGSEGV', 'a\nb')).toBe('The browser has closed (signal SIGSEGV):\na\nb');
});
