import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { ConfigurationSlot } from '../../src/offscreen/configuration-slot.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const initial = { settings: defaultSettings, policy: noPolicy };
const chosen = { ...initial, settings: { ...defaultSettings, modelId: 'qwen3-1.7b' } };
const waitMs = 10_000;

describe('the settings', () => {
  it('are there for everyone who was waiting when they come', async () => {
    const slot = new ConfigurationSlot();
    const waiting = [slot.get(), slot.get()];
    slot.put(chosen);
    expect(await Promise.all(waiting)).toEqual([chosen, chosen]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are there at once for who asks later', async () => {
    const slot = new ConfigurationSlot();
    slot.put(chosen);
    expect(await slot.get()).toEqual(chosen);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are always those that came last', async () => {
    const slot = new ConfigurationSlot();
    slot.put(initial);
    slot.put(chosen);
    expect(await slot.get()).toEqual(chosen);
  });

  it('may come late, but not too late', async () => {
    const slot = new ConfigurationSlot();
    const waiting = slot.get();
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    slot.put(chosen);
    expect(await waiting).toEqual(chosen);
  });

  it('that never come are `disconnected`, and nobody waits for ever', async () => {
    const slot = new ConfigurationSlot();
    const ending = expect(slot.get()).rejects.toMatchObject({ code: 'disconnected' });
    await vi.advanceTimersByTimeAsync(waitMs);
    await ending;
  });

  it('that come after somebody gave up are there for the next', async () => {
    const slot = new ConfigurationSlot();
    const ending = expect(slot.get()).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(waitMs);
    await ending;
    slot.put(chosen);
    expect(await slot.get()).toEqual(chosen);
  });
});
