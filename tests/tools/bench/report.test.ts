import { expect, it } from 'vitest';
import { asJson, printed } from '../../../tools/bench/report.mjs';

const chapters = [
  {
    title: 'Gestures',
    rows: [
      { what: 'panel', unit: 'ms', values: [1, 3], budget: { limit: 2, of: 'median' } },
      { what: '  its first', unit: 'ms', values: [9], budget: { limit: 2, of: 'median' } },
    ],
    notes: ['from the click'],
  },
  {
    title: 'Sizes',
    rows: [{ what: 'popup', unit: 'KB', values: [12], budget: null }],
    notes: [],
  },
] satisfies Parameters<typeof printed>[0];

const machine = { browser: 'Chrome 1' };

it('prints each chapter with its own lines and notes, then the machine and how many budgets held', () => {
  const lines = printed(chapters, machine).split('\n');
  expect(lines.map((line) => line.trim().split(/ {2}/)[0])).toEqual([
    'min',
    '',
    'Gestures',
    'panel',
    'its first',
    'from the click',
    '',
    'Sizes',
    'popup',
    '',
    'browser: Chrome 1',
    'budgets: 1 within, 1 over',
  ]);
});

it('writes every run down for machines, with figures and verdict', () => {
  const { date, rows } = JSON.parse(asJson(chapters, machine, '2026-01-01'));
  expect(date).toBe('2026-01-01');
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatchObject({ chapter: 'Gestures', what: 'its first', verdict: 'over' });
  expect(rows[0]).toMatchObject({ values: [1, 3], spread: { runs: 2, median: 2 } });
});
