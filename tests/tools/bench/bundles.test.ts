import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundles, wholePackage } from '../../../tools/bench/bundles.mjs';

let folder: string;

/** A package as the build writes it, with the changes of a test. */
function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

const manifest = {
  background: { service_worker: 'loader.js' },
  action: { default_popup: 'src/popup/popup.html' },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-bundles-'));
  write({
    'manifest.json': JSON.stringify(manifest),
    'loader.js': "import './assets/background.js';",
    'assets/background.js': "import { a } from './shared.js'; a();",
    'assets/shared.js': 'export const a = () => 1;',
    'assets/large.js': 'export const large = 1;',
    'assets/popup.js': 'import { a } from "./shared.js"; import("./large.js"); a();',
    'assets/popup.css': 'body { margin: 0 }',
    'src/popup/popup.html': `<script type="module" crossorigin src="/assets/popup.js"></script>
      <link rel="stylesheet" crossorigin href="../../assets/popup.css">`,
    'content.js': '(() => {})();',
    'reader.js': '(() => {})();',
    'status.js': '(() => {})();',
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function filesOf(name: string): string[] {
  return bundles(folder).find((bundle) => bundle.name === name)?.files ?? [];
}

it('counts the service worker with all that it imports, to any depth', () => {
  expect(filesOf('service worker')).toEqual([
    'loader.js',
    'assets/background.js',
    'assets/shared.js',
  ]);
});

it('counts the scripts and styles of the popup, but not what it fetches later', () => {
  expect(filesOf('popup')).toEqual(['assets/popup.js', 'assets/shared.js', 'assets/popup.css']);
});

it.each([
  "export { large } from './large.js';",
  "export * from './large.js';",
  "import './large.js';",
])('follows %s', (source) => {
  write({ 'assets/shared.js': `${source} export const a = () => 1;` });
  expect(filesOf('popup')).toContain('assets/large.js');
});

it('comes to an end where files import each other', () => {
  write({ 'assets/shared.js': "import './background.js'; export const a = () => 1;" });
  expect(filesOf('service worker')).toHaveLength(3);
});

it('fails on an import that is not in the package, instead of counting nothing', () => {
  write({ 'assets/shared.js': "import './gone.js';" });
  expect(() => bundles(folder)).toThrow('gone.js');
});

it('packs: what repeats itself costs little, and the package is all of its files', () => {
  const before = wholePackage(folder);
  write({ 'content.js': 'a();'.repeat(10_000) });
  const content = bundles(folder).find(({ name }) => name === 'content.js');
  expect(content?.gzipBytes).toBeLessThan(1000);
  expect(before.files).toBe(11);
  expect(wholePackage(folder).gzipBytes).toBeGreaterThan(before.gzipBytes);
});
