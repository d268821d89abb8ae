import { describe, expect, it } from 'vitest';
import { type Row, table, verdict } from '../../../tools/bench/table.mjs';

function row(values: number[], budget: Row['budget'] = null): Row {
  return { what: 'gesture', unit: 'ms', values, budget };
}

describe('a budget', () => {
  it('of the median forgives a slow run, one of the maximum does not', () => {
    const values = [10, 11, 500];
    expect(verdict(row(values, { limit: 100, of: 'median' }))).toBe('within');
    expect(verdict(row(values, { limit: 100, of: 'max' }))).toBe('over');
  });

  it('is kept by what just reaches it', () => {
    expect(verdict(row([100], { limit: 100, of: 'median' }))).toBe('within');
    expect(verdict(row([100.01], { limit: 100, of: 'median' }))).toBe('over');
  });

  it('that is none gives no verdict', () => {
    expect(verdict(row([1]))).toBe('');
  });
});

describe('the table', () => {
  it('puts figures under one another, with the verdict at the end', () => {
    const rows = [
      row([1, 2, 1234.5], { limit: 5, of: 'max' }),
      { ...row([9.26]), what: 'size', unit: 'KB' } as const,
    ];
    expect(table(rows)).toEqual([
      '         min  median   max      runs  budget',
      'gesture  1.0     2.0  1235  ms     3  ≤ 5 ms always  over',
      'size             9.3        KB     1  –',
    ]);
  });
});
