import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../browser/evaluate.mjs';
import { closeTarget, openTab } from '../browser/targets.mjs';
import { readLocalGguf } from '../local-model/gguf.mjs';
import { localModelPort } from '../local-model/port.mjs';
import { optionsUrl } from '../start/models.mjs';
import { answersOnCpu } from './in-worker.mjs';
import { passage } from './site.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('../../src/core/models/corrected-speed.ts').RunTimes} RunTimes
 * @typedef {{ threads: number, prefill: number[], decode: number[] }} Measured tokens per second
 */

const timeoutMs = 600_000;

/** The name of the model that is measured. @param {Stage} stage */
export function cpuModelOf({ modelFolder }) {
  return readLocalGguf(modelFolder)?.id ?? null;
}

/**
 * One thread, all but one core, and all cores, each in a worker of its own.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function cpuRows(stage) {
  const { browser, extension, modelFolder, runs } = stage;
  const gguf = readLocalGguf(modelFolder);
  if (!gguf) return [];
  const options = await openTab(browser.cdp, optionsUrl(browser, extension));
  const question = {
    script: `/assets/${workerOf(extension)}`,
    weightsUrl: `http://127.0.0.1:${localModelPort}/${gguf.id}`,
    file: gguf.file,
    prompt: { system: 'Summarize the text.', user: passage, temperature: 0, maxTokens: 40 },
    runs: runs.cpu,
  };
  const measured = [];
  for (const threads of threadCounts()) {
    const asked = JSON.stringify({ ...question, threads });
    /** @type {RunTimes[]} */
    const times = await evaluate(options.session, `(${answersOnCpu})(${asked})`, { timeoutMs });
    measured.push(speeds(threads, times));
  }
  await closeTarget(browser.cdp, options.pageId);
  return rows(measured);
}

/** What the product takes last, since the others are held against it. */
function threadCounts() {
  const cores = cpus().length;
  return [...new Set([1, Math.max(1, cores - 1), cores])];
}

/** @param {string} extension */
function workerOf(extension) {
  const name = readdirSync(join(extension, 'assets')).find((one) => one.startsWith('cpu-host-'));
  if (!name) throw new Error('The build has no worker for the CPU.');
  return name;
}

/** @param {number} threads @param {RunTimes[]} times @returns {Measured} */
function speeds(threads, times) {
  return {
    threads,
    prefill: times.map(({ promptTokens, prefillMs }) => (1000 * promptTokens) / prefillMs),
    decode: times.map(({ answerTokens, decodeMs }) => (1000 * (answerTokens - 1)) / decodeMs),
  };
}

/** @param {Measured[]} measured @returns {Row[]} */
function rows(measured) {
  const [one] = measured;
  return measured.flatMap(({ threads, prefill, decode }) => {
    const named = threads === 1 ? 'one thread' : `${threads} threads`;
    /** @param {string} what @param {number[]} values @returns {Row} */
    const speed = (what, values) => ({
      ...{ what: `${named}: ${what}`, unit: 'tokens/s', values, budget: null },
    });
    if (threads === 1 || !one) return [speed('reads', prefill), speed('writes', decode)];
    const times = decode.map((value, at) => value / (one.decode[at] ?? value));
    return [
      speed('reads', prefill),
      speed('writes', decode),
      { what: `${named}: writes, as of one`, unit: 'times', values: times, budget: null },
    ];
  });
}
