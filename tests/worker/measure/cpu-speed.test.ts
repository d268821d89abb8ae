import { afterEach, expect, it, vi } from 'vitest';
import { measureCpu } from '../../../src/worker/measure/cpu-speed.ts';

afterEach(() => vi.restoreAllMocks());

/** From one look at the clock to the next pass 40 ms at first, as long as all is interpreted; later 2 ms. */
function compiledAfter(looks: number) {
  const clock = { ms: 0, looks: 0 };
  vi.spyOn(performance, 'now').mockImplementation(() => {
    clock.looks += 1;
    clock.ms += clock.looks <= looks ? 40 : 2;
    return clock.ms;
  });
  return clock;
}

it('measures what the browser has compiled, however late a busy device lets it', () => {
  compiledAfter(0);
  const atOnce = measureCpu().macsPerSecond;
  for (const looks of [3, 9, 60]) {
    compiledAfter(looks);
    expect(measureCpu().macsPerSecond).toBe(atOnce);
  }
});

it('keeps nobody waiting for more than three seconds', () => {
  const slow = compiledAfter(Number.POSITIVE_INFINITY);
  measureCpu();
  expect(slow.ms).toBeLessThan(3200);
});
