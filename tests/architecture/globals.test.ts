import { beforeAll, expect, it } from 'vitest';
import { CompilerCopy } from './compiler-copy.ts';
import { filesUnder } from './project-files.ts';

/** What a room does not have, and what the compiler says when one of its files takes it. */
const forbidden = [
  ['core', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['core', 'document.title', "Cannot find name 'document'"],
  ['core', "fetch('https://example.com/')", "Cannot find name 'fetch'"],
  ['core', 'process.cwd()', "Cannot find name 'process'"],
  ['protocol', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['protocol', 'document.title', "Cannot find name 'document'"],
  ['platform', 'document.title', "Cannot find name 'document'"],
  ['platform', 'window.name', "Cannot find name 'window'"],
  ['ui', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['background', 'document.title', "Cannot find name 'document'"],
  ['background', 'localStorage.length', "Cannot find name 'localStorage'"],
  ['background', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['offscreen', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['worker', 'window.name', "Cannot find name 'window'"],
  ['worker', 'document.title', "Cannot find name 'document'"],
  ['worker', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['door', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['content', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['content', 'browser.runtime.id', "Cannot find name 'browser'"],
  ['popup', 'chrome.runtime.id', "Cannot find name 'chrome'"],
  ['options', 'chrome.runtime.id', "Cannot find name 'chrome'"],
] as const;

/** A file of another folder that the import table does not give to this one. */
const foreign = [
  ['core', '../protocol/port.ts'],
  ['protocol', '../platform/text.ts'],
  ['platform', '../ui/texts.ts'],
  ['ui', '../popup/popup.tsx'],
  ['background', '../offscreen/offscreen.ts'],
  ['offscreen', '../worker/model/model-host.ts'],
  ['worker', '../platform/text.ts'],
  ['door', '../platform/text.ts'],
  ['content', '../popup/popup.tsx'],
  ['popup', '../options/options.tsx'],
  ['options', '../content/content.ts'],
] as const;

/** What each room has: if these failed too, the refusals above would say nothing. */
const allowed = [
  ['core', 'Math.PI'],
  ['protocol', 'new AbortController().signal.aborted'],
  ['platform', 'chrome.runtime.id'],
  ['ui', 'document.title'],
  ['background', 'self.name'],
  ['offscreen', 'navigator.gpu'],
  ['worker', 'navigator.gpu'],
  ['door', 'window.parent'],
  ['content', 'window.name'],
  ['popup', 'document.title'],
  ['options', 'document.title'],
] as const;

const use = (expression: string) => `export const planted = String(${expression});`;
const take = (module: string) => `export type * from '${module}';`;

const plants = [
  ...[...forbidden, ...allowed].map(([folder, what]) => ({ folder, source: use(what) })),
  ...foreign.map(([folder, module]) => ({ folder, source: take(module) })),
].map((plant, index) => ({ ...plant, path: `src/${plant.folder}/planted-${index}.ts` }));

let clean: Map<string, string[]>;
let planted: Map<string, string[]>;

beforeAll(() => {
  const copy = new CompilerCopy();
  try {
    clean = copy.compile();
    for (const { path, source } of plants) copy.plant(path, source);
    planted = copy.compile();
  } finally {
    copy.remove();
  }
}, 120_000);

/** What the compiler says of the file that holds this source. */
function saidOf(folder: string, source: string): string {
  const plant = plants.find((one) => one.folder === folder && one.source === source);
  return (planted.get(plant?.path ?? '') ?? []).join('\n');
}

it('the source compiles as it is', () => {
  expect(Object.fromEntries(clean)).toEqual({});
});

it.each(forbidden)('%s is refused %s', (folder, what, words) => {
  expect(saidOf(folder, use(what))).toContain(words);
});

it.each(foreign)('%s is refused %s', (folder, module) => {
  expect(saidOf(folder, take(module))).toContain('is not listed within the file list of project');
});

it.each(allowed)('%s may say %s', (folder, what) => {
  expect(saidOf(folder, use(what))).toBe('');
});

it('something was planted in every folder', () => {
  const folders = filesUnder('src', /^tsconfig\.json$/).map((path) => path.split('/')[1]);
  for (const list of [forbidden, foreign, allowed]) {
    expect([...new Set(list.map(([folder]) => folder))].sort()).toEqual(folders);
  }
});
