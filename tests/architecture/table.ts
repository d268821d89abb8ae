import type { Table } from './imports.ts';

const heading = '## Who may import whom';

/** Reads the import table out of the architecture document, so that what is said and what is checked are one. */
export function parseTable(markdown: string): Table {
  const [, after] = markdown.split(`${heading}\n`);
  if (after === undefined) throw new Error(`docs/ARCHITECTURE.md has no "${heading}"`);
  const [section = ''] = after.split(/^## /m);
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  // The first two lines are the table's head and its rule.
  const table = new Map(rows.slice(2).map(parseRow));
  if (table.size === 0) throw new Error(`"${heading}" holds no table`);
  return table;
}

function parseRow(line: string): [string, string[]] {
  const [, folder = '', allowed = ''] = line.replaceAll('`', '').split('|');
  return [folder.trim(), allowed.trim() === '–' ? [] : allowed.split(',').map((it) => it.trim())];
}
