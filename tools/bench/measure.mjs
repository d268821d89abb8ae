import { downloadModel } from '../start/models.mjs';
import { say } from '../start/say.mjs';
import { bundles, bytesPerKb, engineFiles, wholePackage } from './bundles.mjs';
import { changesRows } from './changes.mjs';
import { cpuModelOf, cpuRows } from './cpu.mjs';
import { downloadRows } from './downloads.mjs';
import { extractionRows } from './extraction.mjs';
import { gestureRows } from './gestures.mjs';
import { predictionRows } from './prediction.mjs';
import { proofreadingRows } from './proofreading.mjs';
import { streamingRows } from './streaming.mjs';
import { wakeRows } from './wake.mjs';
import { writingRows } from './writing.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {{ title: string, rows: Row[], notes: string[] }} Chapter
 */

/**
 * Everything, one after the other: on a small machine two measurements at once would measure each other.
 * @param {Stage} stage
 * @param {{ product: string, model: string }} what folder of the product's build, name of the model
 * @returns {Promise<Chapter[]>}
 */
export async function measureAll(stage, { product, model }) {
  const sizes = chapter('Sizes of the product, gzip', sizeRows(product), [
    'each file packed by itself; a script with all that it imports statically',
  ]);
  say('  the gestures…');
  const gestures = chapter('From a click in the popup to the page', await gestureRows(stage), [
    'from the click event’s own time to the end of the first frame with it, by the clocks of popup and page;',
    'each in a new tab that Sotto has not been in; "first": without service worker and engine room;',
    'the draft is that of "Summarize this page", so finding the article in the page is in it',
  ]);
  say('  the panel…');
  const panel = chapter('The panel while a text grows', await streamingRows(stage), [
    'the product’s panel in a page, a piece every 2 ms; by the browser’s trace, in time on a processor',
  ]);
  say('  the extraction…');
  const extraction = chapter('The instant summary’s extraction', await extractionRows(stage), [
    'the product’s own code and slices, in a page; a turn is what runs before anything else can',
  ]);
  say('  the changes…');
  const changes = chapter('What a rewrite changed', await changesRows(stage), [
    'the product’s own code in a page, each case in a new one; in turns with the library’s `diffWords` and its segmenter',
  ]);
  say('  the service worker…');
  const wake = chapter('The service worker', await wakeRows(stage), [
    'round trip of a message from a page of the extension, which therefore has a process already;',
    'the extension of two lines tells what of it is the browser’s own',
  ]);
  say(`  the model ${model}…`);
  await downloadModel(stage.browser, stage.extension, model);
  const writing = chapter('A model that writes', await writingRows(stage), [
    'same model, prompt and answer, in turns; from the first piece shown to the end, in the panel and in a plain page;',
    'without a graphics processor a run varies more than Sotto’s share does: below zero is chance;',
    'busy: neither thread is the model’s, which goes on meanwhile; by the profiler, in runs of their own',
  ]);
  say('  the prediction…');
  const prediction = chapter('A prediction of its speed', await predictionRows(stage), [
    'by the product’s own measurement of the adapter, each time just before the model works, and what WebLLM then shows;',
    'what else runs on the machine slows the model and is in no prediction: of its runs the fastest counts;',
    'what is not in it either: this model turns its weights around for each token, and sorts its vocabulary in one workgroup',
  ]);
  say('  the rules…');
  const rules = chapter('Proofreading by rules', await proofreadingRows(stage), [
    'pages of 500 words in the product’s worker, by the rules of two countries; its wasm comes with the first one',
  ]);
  say('  the CPU…');
  const cpu = chapter(`${cpuModelOf(stage)}, without a GPU`, await cpuRows(stage), [
    'in the product’s worker, by llama.cpp’s own clock; SOTTO_LOCAL_GGUF names another model than the toy;',
    'with a thread for each core, threads wait for whatever else runs: the product leaves one core free',
  ]);
  say('  the downloads…');
  const downloads = chapter('A model that comes', await downloadRows(stage), [
    'fetched, verified and kept, from a server of this machine, in turns with what WebLLM does: four `cache.add` at a time, which verify nothing;',
    'memory: by how much the renderer that grew most stood above what it had before',
  ]);
  return [
    ...[gestures, panel, sizes, writing, prediction, cpu, rules],
    ...[downloads, extraction, changes, wake],
  ];
}

/**
 * @param {string} title
 * @param {Row[]} rows
 * @param {string[]} notes
 * @returns {Chapter}
 */
const chapter = (title, rows, notes) => ({ title, rows, notes });

/**
 * @param {string} folder
 * @returns {Row[]}
 */
function sizeRows(folder) {
  const { files, gzipBytes } = wholePackage(folder);
  return [
    ...bundles(folder).map((bundle) =>
      sizeRow(bundle.name, bundle.gzipBytes, {
        limit: bundle.budgetBytes / bytesPerKb,
        of: 'max',
      }),
    ),
    ...engineFiles(folder).map(({ name, gzipBytes: bytes }) => sizeRow(name, bytes, null)),
    sizeRow(`the whole package, ${files} files`, gzipBytes, null),
  ];
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {Row['budget']} budget
 * @returns {Row}
 */
function sizeRow(what, bytes, budget) {
  return { what, unit: 'KB', values: [bytes / bytesPerKb], budget };
}
