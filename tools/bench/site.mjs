import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { directPageFiles } from '../local-model/direct-page.mjs';
import { whenPanelDrawn } from './in-page.mjs';
import { prose } from './prose.mjs';

/** What the model reads: long enough to measure by, since what it was taught of a rewrite is to write the text again. */
export const passage =
  'The old tide mill in Carnforth was built in 1782 by two brothers, Amos and Silas Wray. It ground wheat for 61 villages along the coast. In 1911 the mill closed because steam had become cheaper.';

/** The product's own files that the bench's pages run, and a library, by the name that they are served under. */
const scripts = {
  changes: 'src/core/changes.ts',
  diff: 'node_modules/diff/libesm/index.js',
  'instant-summary': 'src/core/extract/instant-summary.ts',
  slices: 'src/offscreen/slices.ts',
};

/**
 * Writes the pages that are measured in.
 * @param {string} root the project's folder
 * @param {string} folder is emptied
 * @param {string} model address of its folder
 */
export async function writeSite(root, folder, model) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = {
    'article.html': article(prose(1000).split('\n\n')),
    'passage.html': article([passage]),
    'changes.html': changesPage,
    'extraction.html': extractionPage,
    ...directPageFiles(root, model),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        input: scripts,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** @param {readonly string[]} paragraphs */
function article(paragraphs) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
<style>body { max-width: 640px; margin: 40px; font: 16px/1.5 serif }</style>
<script>globalThis.panelDrawn = (${whenPanelDrawn})()</script>
<article><h1>An article</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>`;
}

/**
 * `summarize(text)` drives the instant summary in slices, as the engine room does, and measures each turn of the thread:
 * what runs before a microtask gets its turn is one.
 */
const extractionPage = `<!doctype html><title>Extraction</title><script type="module">
import { instantSummary } from '/instant-summary.js';
import { inSlices } from '/slices.js';
const choice = { tool: 'summarize', type: 'key-points', length: 'medium' };
globalThis.summarize = async (text) => {
  let began = null;
  let longestTurnMs = 0;
  let workMs = 0;
  const steps = instantSummary(text, choice, 'en');
  const timed = {
    next: () => {
      const from = performance.now();
      if (began === null) {
        began = from;
        queueMicrotask(() => { began = null; });
      }
      const step = steps.next();
      const to = performance.now();
      workMs += to - from;
      longestTurnMs = Math.max(longestTurnMs, to - began);
      return step;
    },
  };
  const start = performance.now();
  const { summary } = await inSlices(new AbortController().signal, timed);
  return { totalMs: performance.now() - start, workMs, longestTurnMs, summary };
};
</script>`;

/** `compare(before, after)` finds the changes, and what the library's comparison by words takes for the same texts. */
const changesPage = `<!doctype html><title>Changes</title><script type="module">
import { applyChanges, changesBetween } from '/changes.js';
import { diffWords } from '/diff.js';
const intlSegmenter = new Intl.Segmenter('und', { granularity: 'word' });
globalThis.compare = (before, after) => {
  const start = performance.now();
  const changes = changesBetween(before, after);
  const between = performance.now();
  diffWords(before, after, { intlSegmenter });
  const end = performance.now();
  const isExact = applyChanges(before, changes, () => true) === after;
  return { ownMs: between - start, libraryMs: end - between, count: changes.length, isExact };
};
</script>`;
