import { describe, expect, it } from 'vitest';
import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import { runMasking } from '../../src/offscreen/run-masking.ts';

function masked(text: string, privateWords: string[] = []) {
  const settings = { ...defaultSettings, privateWords };
  return runMasking({ settings, policy: noPolicy }, new Meter(), text);
}

describe('a text made safe to share', () => {
  it('is the same text where nothing in it is personal', () => {
    expect(masked('The mill was sold.\n\n In May. ')).toEqual({
      type: 'done',
      result: 'The mill was sold.\n\n In May. ',
      receipt: {
        ...{ engine: 'mask', model: null, tokens: null, truncated: false },
        ...{ wordsRead: 6, wordsTotal: 6 },
        traffic: { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false },
        masking: { masked: [], missing: [] },
        elapsedMs: expect.any(Number),
      },
    });
  });

  it('has placeholders for what is personal, and says for what', () => {
    const { result, receipt } = masked('Write to bo@example.com.');
    expect(result).toBe('Write to [EMAIL_1].');
    const original = 'bo@example.com';
    expect(receipt.masking).toEqual({
      masked: [{ kind: 'email', placeholder: '[EMAIL_1]', original }],
      missing: [],
    });
  });

  it('has placeholders for the person’s own words', () => {
    expect(masked('Ada wrote to Bo.', ['Ada']).result).toBe('[NAME_1] wrote to Bo.');
  });
});
