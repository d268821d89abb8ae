import { expect, it } from 'vitest';
import { type Candidate, recommendModel } from '../../../src/core/models/recommend.ts';

const gib = 1024 ** 3;

/** A page in so many seconds. */
function candidate(id: string, seconds: number, change: Partial<Candidate> = {}): Candidate {
  const fit = seconds <= 15 ? 'good' : 'slow';
  const pageMs = seconds * 1000;
  return { id, engine: 'web-llm', fit, pageMs, missingBytes: gib, ...change };
}

it('is the best that is not slow', () => {
  const models = [candidate('small', 3), candidate('balanced', 12), candidate('better', 40)];
  expect(recommendModel(models, 100 * gib)).toBe('balanced');
});

it('is the fastest of the slow ones, where all are', () => {
  expect(recommendModel([candidate('b', 50), candidate('a', 20)], 100 * gib)).toBe('a');
});

it('is none where a page would take longer than a minute', () => {
  expect(recommendModel([candidate('a', 70)], 100 * gib)).toBeNull();
});

it('is one for the CPU up to two minutes, since nothing else would rewrite there', () => {
  const onCpu = { engine: 'cpu' } as const;
  expect(recommendModel([candidate('a', 110, onCpu)], 100 * gib)).toBe('a');
  expect(recommendModel([candidate('a', 130, onCpu)], 100 * gib)).toBeNull();
});

it('is none that does not fit or was not measured', () => {
  const unknown = { fit: 'unknown', pageMs: null } as const;
  const models = [candidate('a', 1, { fit: 'too-large' }), candidate('b', 1, unknown)];
  expect(recommendModel(models, 100 * gib)).toBeNull();
});

it('leaves a reserve on the disk, except for what is there already', () => {
  const models = [candidate('small', 3), candidate('large', 9, { missingBytes: 3 * gib })];
  expect(recommendModel(models, 4 * gib)).toBe('large');
  expect(recommendModel(models, 4 * gib - 1)).toBe('small');
  expect(recommendModel([candidate('here', 3, { missingBytes: 0 })], 0)).toBe('here');
});
