import { describe, expect, it } from 'vitest';
import { Tally } from '../../../src/worker/download/tally.ts';

const files = [
  { file: 'list', size: null },
  { file: 'a', size: 100 },
  { file: 'b', size: 200 },
];
const soon = { code: 'download-failed', delayMs: 1000 } as const;
const later = { code: 'download-busy', delayMs: 5000 } as const;

describe('how far a model has come', () => {
  it('is the sum of its files, whose size is not known before they are listed', () => {
    const tally = new Tally();
    tally.has('list', 30);
    expect(tally.read()).toEqual({ bytes: 30, totalBytes: null, waiting: null });
    tally.list(files);
    tally.has('a', 40);
    tally.has('a', 50);
    expect(tally.read()).toEqual({ bytes: 80, totalBytes: 330, waiting: null });
    tally.has('a', 0);
    expect(tally.read().bytes).toBe(30);
  });

  it('leaves out what another list named', () => {
    const tally = new Tally();
    tally.has('old', 10);
    tally.list(files);
    expect(tally.read()).toMatchObject({ bytes: 0, totalBytes: 300 });
  });

  it('is waiting only while nothing can come, for what ends first', () => {
    const tally = new Tally();
    tally.begin('a');
    tally.begin('b');
    tally.wait('a', later);
    expect(tally.read().waiting).toBeNull();
    tally.wait('b', soon);
    expect(tally.read().waiting).toEqual(soon);
    tally.begin('b');
    expect(tally.read().waiting).toBeNull();
    tally.end('b');
    expect(tally.read().waiting).toEqual(later);
    tally.end('a');
    expect(tally.read().waiting).toBeNull();
  });

  it('tells each change', async () => {
    const tally = new Tally();
    for (const change of [
      () => tally.list(files),
      () => tally.has('a', 1),
      () => tally.begin('a'),
      () => tally.wait('a', soon),
      () => tally.end('a'),
    ]) {
      const told = tally.nextChange();
      change();
      await told;
    }
  });
});
