import { spread } from './statistics.mjs';
import { table, verdict } from './table.mjs';

/**
 * @typedef {import('./measure.mjs').Chapter} Chapter
 * @typedef {import('./machine.mjs').Machine} Machine
 */

/**
 * One table, so that its columns stand under one another, with the chapters' notes below.
 * @param {readonly Chapter[]} chapters
 * @param {Machine} machine
 * @returns {string}
 */
export function printed(chapters, machine) {
  const [head = '', ...lines] = table(chapters.flatMap(({ rows }) => rows));
  let next = 0;
  const bodies = chapters.flatMap(({ title, rows, notes }) => {
    const own = lines.slice(next, next + rows.length);
    next += rows.length;
    return ['', title, ...own, ...notes.map((note) => `    ${note}`)];
  });
  const facts = Object.entries(machine).map(([name, fact]) => `${name}: ${fact}`);
  return [head, ...bodies, '', ...facts, verdicts(chapters)].join('\n');
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {Machine} machine
 * @param {string} date
 */
export function asJson(chapters, machine, date) {
  const rows = chapters.flatMap(({ title, rows }) =>
    rows.map((row) => ({
      chapter: title,
      ...row,
      what: row.what.trim(),
      spread: spread(row.values),
      verdict: verdict(row),
    })),
  );
  return `${JSON.stringify({ date, machine, rows }, null, 2)}\n`;
}

/** @param {readonly Chapter[]} chapters */
function verdicts(chapters) {
  const all = chapters.flatMap(({ rows }) => rows.map(verdict));
  const count = (/** @type {string} */ wanted) => all.filter((one) => one === wanted).length;
  return `budgets: ${count('within')} within, ${count('over')} over`;
}
