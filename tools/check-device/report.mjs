import { cpus, totalmem } from 'node:os';
import { lookMs } from './measure.mjs';
import { tokensPerSecond } from './timeline.mjs';

/**
 * @typedef {import('./measure.mjs').Measured} Measured
 *
 * @typedef {object} Findings
 * @property {string} browser
 * @property {string} model
 * @property {string} adapter as the options page names it
 * @property {Record<string, string | number | boolean>} gpu
 * @property {import('./options.mjs').Download | null} download
 * @property {Measured[]} tasks
 */

/**
 * A report to paste into an issue.
 * @param {Findings} findings
 */
export function markdown({ browser, model, adapter, gpu, download, tasks }) {
  return [
    `## Sotto on a real device: ${model}`,
    '',
    `- browser: ${browser}`,
    `- machine: ${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}, ${gib(totalmem())}`,
    `- adapter: ${adapter}`,
    ...Object.entries(gpu).map(([name, value]) => `  - ${name}: ${value}`),
    download
      ? `- download: ${download.offer} It took ${seconds(download.tookMs)}, check included.`
      : '- download: none, the model was there already',
    '',
    '| task | engine | panel | draft | loaded | first token | done | tokens | tokens/s | bytes sent |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...tasks.map(row),
    '',
    `Times are seconds after the click in the popup, read off the screen every ${lookMs} ms or slower.`,
    '',
    ...tasks.flatMap(answer),
  ].join('\n');
}

/** @param {Measured} task */
function row({ name, engine, times, tokens, bytesSent }) {
  const { panel, draft, loaded, firstToken, done } = times;
  const speed = tokensPerSecond(times, tokens);
  const cells = [
    name,
    engine,
    ...[panel, draft, loaded, firstToken, done].map((ms) => (ms === null ? '–' : seconds(ms))),
    tokens ?? '–',
    speed === null ? '–' : speed.toFixed(1),
    bytesSent,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** @param {Measured} task */
function answer({ name, text, error }) {
  const lines = (error || text).split('\n').map((line) => `> ${line}`);
  return [`**${name}**${error ? ' failed' : ''}`, '', ...lines, ''];
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** @param {number} bytes */
const gib = (bytes) => `${Math.round(bytes / 1024 ** 3)} GiB`;
