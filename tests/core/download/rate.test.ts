import { describe, expect, it } from 'vitest';
import { Rate, secondsLeft } from '../../../src/core/download/rate.ts';

describe('the rate of a transfer', () => {
  it('is not told before there is enough to say it of', () => {
    const rate = new Rate();
    expect(rate.bytesPerSecond(0)).toBeNull();
    rate.add(0, 0);
    rate.add(1_000, 5_000);
    expect(rate.bytesPerSecond(1_000)).toBeNull();
  });

  it('is bytes per second over the last seconds', () => {
    const rate = new Rate();
    for (let second = 0; second <= 30; second++) rate.add(second * 1_000, second * 2_000);
    expect(rate.bytesPerSecond(30_000)).toBeCloseTo(2_000);
  });

  it('forgets how fast it was once', () => {
    const rate = new Rate();
    for (let second = 0; second <= 10; second++) rate.add(second * 1_000, second * 1_000_000);
    for (let second = 11; second <= 30; second++) rate.add(second * 1_000, 10_000_000);
    expect(rate.bytesPerSecond(30_000)).toBe(0);
  });

  it('sinks while nothing comes', () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(2_000, 8_000);
    expect(rate.bytesPerSecond(4_000)).toBe(2_000);
  });

  it('begins anew where bytes were thrown away', () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(2_000, 8_000);
    rate.add(3_000, 1_000);
    expect(rate.bytesPerSecond(3_000)).toBeNull();
    rate.add(5_000, 5_000);
    expect(rate.bytesPerSecond(5_000)).toBe(2_000);
  });
});

it('the time that is left is not told where nothing comes', () => {
  expect(secondsLeft(1_000, 100)).toBe(10);
  expect(secondsLeft(1_000, 0)).toBeNull();
  expect(secondsLeft(1_000, null)).toBeNull();
});
