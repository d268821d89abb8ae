import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctedSpeed,
  type Observation,
  observe,
} from '../../../src/core/models/corrected-speed.ts';
import type { Speed } from '../../../src/core/models/speed.ts';
import { anySpeed, magnitude } from './any-device.ts';

/** A run that was so many times as fast as predicted. */
function run(ratio: number, predicted: Speed = { prefill: 100, decode: 10 }): Observation {
  const measured = { prefill: predicted.prefill * ratio, decode: predicted.decode * ratio };
  return { measured, predicted };
}

const ratio = magnitude(-1, 1);

describe('a corrected prediction', () => {
  it('is the prediction while nothing has run', () => {
    fc.assert(
      fc.property(anySpeed, (speed) => {
        expect(correctedSpeed(speed, [])).toEqual(speed);
      }),
    );
  });

  it('is what runs show when all miss by as much, whatever their lengths', () => {
    fc.assert(
      fc.property(
        anySpeed,
        ratio,
        fc.array(anySpeed, { minLength: 1 }),
        (speed, by, predictions) => {
          const corrected = correctedSpeed(
            speed,
            predictions.map((one) => run(by, one)),
          );
          expect(corrected.prefill / (speed.prefill * by)).toBeCloseTo(1);
          expect(corrected.decode / (speed.decode * by)).toBeCloseTo(1);
        },
      ),
    );
  });

  it('does not follow one run that was disturbed', () => {
    fc.assert(
      fc.property(ratio, magnitude(-3, 3), fc.integer({ min: 0, max: 2 }), (by, disturbed, at) => {
        const runs = [run(by), run(by), run(by)].with(at, run(disturbed));
        expect(correctedSpeed({ prefill: 1, decode: 1 }, runs).decode / by).toBeCloseTo(1);
      }),
    );
  });

  it('follows a device that has become slower', () => {
    const runs = [...Array.from({ length: 50 }, () => run(1)), ...Array(3).fill(run(0.25))];
    expect(correctedSpeed({ prefill: 100, decode: 10 }, runs)).toEqual({
      prefill: 25,
      decode: 2.5,
    });
  });

  it('lies between two runs that differ, by as many times', () => {
    expect(correctedSpeed({ prefill: 1, decode: 1 }, [run(1), run(4)]).decode).toBeCloseTo(2);
  });

  it('is always a speed', () => {
    const broken = fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, -1);
    fc.assert(
      fc.property(anySpeed, fc.array(fc.oneof(ratio, broken)), (speed, ratios) => {
        const { decode } = correctedSpeed(
          speed,
          ratios.map((one) => run(one)),
        );
        expect(decode).toBeGreaterThan(0);
        expect(decode).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe('an observation', () => {
  const predicted = { prefill: 100, decode: 10 };
  const times = { promptTokens: 200, prefillMs: 1000, answerTokens: 51, decodeMs: 2500 };

  it('counts the time between tokens, so one token less', () => {
    expect(observe(times, predicted)?.measured).toEqual({ prefill: 200, decode: 20 });
  });

  it.each([
    { promptTokens: 5 },
    { answerTokens: 3 },
    { prefillMs: 0 },
    { decodeMs: 0 },
    { decodeMs: Number.NaN },
  ])('is not made of a run with %o', (change) => {
    expect(observe({ ...times, ...change }, predicted)).toBeNull();
  });
});
