import { afterEach, describe, expect, it, vi } from 'vitest';
import { inSlices } from '../../src/offscreen/slices.ts';

const never = new AbortController().signal;

/** Each look at the clock is a millisecond later than the last, so that slices have the same steps on every machine. */
function tickingClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now++);
}

afterEach(() => void vi.restoreAllMocks());

/** At most so many steps that a test which never gives the thread back ends all the same. */
function* steps(isDone: () => boolean): Generator<undefined, number> {
  let taken = 0;
  while (!isDone() && taken < 1000) {
    taken++;
    yield;
  }
  return taken;
}

describe('work in slices', () => {
  it('gives the result of the whole', async () => {
    function* work(): Generator<undefined, string> {
      yield;
      yield;
      return 'done';
    }
    expect(await inSlices(never, work())).toBe('done');
  });

  it('gives the thread back before it is done', async () => {
    tickingClock();
    let othersRan = false;
    setTimeout(() => {
      othersRan = true;
    });
    expect(
      await inSlices(
        never,
        steps(() => othersRan),
      ),
    ).toBeLessThan(1000);
    expect(othersRan).toBe(true);
  });

  it('throws what the work throws', async () => {
    function* work(): Generator<undefined, string> {
      yield;
      throw new Error('of the work');
    }
    await expect(inSlices(never, work())).rejects.toThrow('of the work');
  });

  it('takes no further step after an abort', async () => {
    tickingClock();
    const controller = new AbortController();
    let taken = 0;
    const work = inSlices(
      controller.signal,
      steps(() => {
        taken++;
        return false;
      }),
    );
    setTimeout(() => controller.abort(new Error('Stop was pressed')));
    await expect(work).rejects.toThrow('Stop was pressed');
    expect(taken).toBeLessThan(1000);
    const before = taken;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(taken).toBe(before);
  });

  it('takes no step at all when it is aborted already', async () => {
    let taken = 0;
    const work = inSlices(
      AbortSignal.abort(new Error('too late')),
      steps(() => {
        taken++;
        return false;
      }),
    );
    await expect(work).rejects.toThrow('too late');
    expect(taken).toBe(0);
  });
});
