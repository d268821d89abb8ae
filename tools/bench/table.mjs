import { spread } from './statistics.mjs';

/**
 * One line of the report.
 * @typedef {object} Row
 * @property {string} what
 * @property {'ms' | 'KB' | 'MB' | 'tokens/s' | '%' | 'times'} unit
 * @property {readonly number[]} values one for each run; a single one for what does not vary
 * @property {Budget | null} budget null for what only explains another line
 *
 * @typedef {{ limit: number, of: 'median' | 'max' }} Budget
 */

/**
 * @param {Row} row
 * @returns {'within' | 'over' | ''}
 */
export function verdict({ values, budget }) {
  if (!budget) return '';
  return spread(values)[budget.of] <= budget.limit ? 'within' : 'over';
}

/**
 * @param {readonly Row[]} rows
 * @returns {string[]} lines
 */
export function table(rows) {
  const cells = [['', 'min', 'median', 'max', '', 'runs', 'budget', ''], ...rows.map(cellsOf)];
  const widths = cells[0]?.map((_, column) => widest(cells, column)) ?? [];
  return cells.map((line) =>
    line
      .map((cell, at) => padded(cell, at, widths))
      .join('  ')
      .trimEnd(),
  );
}

/** @param {Row} row */
function cellsOf(row) {
  const { what, unit, budget } = row;
  const { runs, min, median, max } = spread(row.values);
  const limit = budget
    ? `≤ ${budget.limit} ${unit}${budget.of === 'max' && runs > 1 ? ' always' : ''}`
    : '–';
  const numbers = runs === 1 ? ['', figure(median), ''] : [min, median, max].map(figure);
  return [what, ...numbers, unit, String(runs), limit, verdict(row)];
}

/** @param {number} value */
const figure = (value) => value.toFixed(Math.abs(value) < 100 ? 1 : 0);

/**
 * @param {readonly string[][]} cells
 * @param {number} column
 */
const widest = (cells, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0));

/** Columns of numbers end at the right. */
const numeric = new Set([1, 2, 3, 5]);

/**
 * @param {string} cell
 * @param {number} column
 * @param {readonly number[]} widths
 */
function padded(cell, column, widths) {
  const width = widths[column] ?? 0;
  return numeric.has(column) ? cell.padStart(width) : cell.padEnd(width);
}
