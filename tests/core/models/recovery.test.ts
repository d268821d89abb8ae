import { describe, expect, it } from 'vitest';
import { mlcCatalog } from '../../../src/core/models/mlc-catalog.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { cureFor, Setbacks } from '../../../src/core/models/recovery.ts';
import { smallerModels } from '../../../src/core/models/smaller.ts';

it.each([
  ['device-lost', 'reload'],
  ['out-of-memory', 'reload'],
  ['gibberish', 'reload'],
  ['disconnected', 'reload'],
  ['engine-silent', 'smaller'],
  ['corrupt-model', 'smaller'],
  ['unexpected', 'smaller'],
  ['over-window', 'none'],
  ['answer-empty', 'none'],
  ['no-model', 'none'],
  ['no-gpu', 'none'],
  ['cloud-off', 'none'],
] as const)('after %s the cure is %s', (code, cure) => {
  expect(cureFor(code)).toBe(cure);
});

describe('setbacks', () => {
  it('allow one more try, and then set the model aside, with the last reason', () => {
    const setbacks = new Setbacks();
    expect(setbacks.add('large', 'device-lost')).toBe(true);
    expect(setbacks.reason('large')).toBeNull();
    expect(setbacks.add('large', 'gibberish')).toBe(false);
    expect(setbacks.reason('large')).toBe('gibberish');
    expect(setbacks.add('large', 'device-lost')).toBe(false);
  });

  it('are each model’s own', () => {
    const setbacks = new Setbacks();
    setbacks.add('large', 'device-lost');
    setbacks.add('large', 'device-lost');
    expect(setbacks.reason('small')).toBeNull();
    expect(setbacks.add('small', 'device-lost')).toBe(true);
  });

  it('are forgotten with the next whole answer', () => {
    const setbacks = new Setbacks();
    setbacks.add('large', 'device-lost');
    setbacks.clear('large');
    expect(setbacks.add('large', 'device-lost')).toBe(true);
  });
});

describe('smaller models', () => {
  const [first] = mlcCatalog;
  const named = (id: string, memoryMb: number): Model => {
    if (!first?.f32) throw new Error('The first of the catalog has no form for every adapter.');
    return { ...first, id, f32: { ...first.f32, memoryMb } };
  };
  const all = [named('b', 200), named('d', 400), named('a', 100), named('c', 300)];
  const idsBelow = (size: number) => smallerModels(named('x', size), all).map(({ id }) => id);

  it.each([
    [500, ['d', 'c', 'b', 'a']],
    [300, ['b', 'a']],
    [100, []],
  ])('than one of %s MB are %j', (size, ids) => {
    expect(idsBelow(size)).toEqual(ids);
  });
});
