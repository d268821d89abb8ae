import { describe, expect, it } from 'vitest';
import { numberStems } from '../../../src/core/extract/stems.ts';

describe('numberStems', () => {
  it.each([
    ['bridge', 'bridges'],
    ['decided', 'decides'],
    ['Heizung', 'Heizungen'],
  ])('gives %s and %s the same number', (one, other) => {
    const numberOf = numberStems();
    expect(numberOf(one)).toBe(numberOf(other));
  });

  it.each([
    ['bridge', 'cable'],
    ['glas', 'glass'],
    ['12345678', '12345679'],
  ])('tells %s from %s', (one, other) => {
    const numberOf = numberStems();
    expect(numberOf(one)).not.toBe(numberOf(other));
  });
});
