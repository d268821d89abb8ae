import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import { type LocalPlan, type LocalReadiness, planLocal } from '../../src/core/ladder.ts';
import type { ModelChoice } from '../../src/core/tools.ts';

const choices = {
  summarize: { tool: 'summarize', type: 'tldr', length: 'short' },
  rewrite: { tool: 'rewrite', style: 'concise', instruction: '' },
} as const satisfies Record<ModelChoice['tool'], ModelChoice>;

const ready = null;

describe('the plan', () => {
  it.each([
    ['summarize', ready, ready, ['web-llm', 'instant']],
    ['summarize', ready, 'unexpected', ['web-llm']],
    ['summarize', 'no-gpu', ready, ['instant']],
    ['summarize', 'no-model', ready, ['instant']],
    ['rewrite', ready, ready, ['web-llm']],
    ['rewrite', ready, 'unexpected', ['web-llm']],
  ] as const)('to %s with web-llm %s and instant %s is %j', (tool, webLlm, instant, engines) => {
    expect(planLocal(choices[tool], { 'web-llm': webLlm, instant })).toEqual({
      engines,
      missing: webLlm,
    });
  });

  it.each([
    ['summarize', 'no-gpu', 'unexpected', 'no-gpu'],
    ['summarize', 'no-model', 'unexpected', 'no-model'],
    ['rewrite', 'no-gpu', ready, 'no-gpu'],
    ['rewrite', 'no-model', ready, 'no-model'],
    ['rewrite', 'no-model', 'unexpected', 'no-model'],
  ] as const)(
    'to %s with web-llm %s and instant %s is the error %s',
    (tool, webLlm, instant, code) => {
      expect(() => planLocal(choices[tool], { 'web-llm': webLlm, instant })).toThrow(
        expect.objectContaining({ name: 'AppError', code }),
      );
    },
  );

  it('tells why the model is missing, whatever the reason', () => {
    for (const code of errorCodes) {
      const readiness = { 'web-llm': code, instant: ready };
      expect(planLocal(choices.summarize, readiness).missing).toBe(code);
      expect(() => planLocal(choices.rewrite, readiness)).toThrow(
        expect.objectContaining({ code }),
      );
    }
  });
});

describe('the cloud', () => {
  it('has no place in the types of a local plan', () => {
    expectTypeOf<Extract<keyof LocalReadiness, 'cloud' | 'door'>>().toBeNever();
    expectTypeOf<Extract<LocalPlan['engines'][number], 'cloud' | 'door'>>().toBeNever();
    // @ts-expect-error: readiness knows local engines only, so that none else can be planned.
    planLocal(choices.summarize, { 'web-llm': null, instant: null, cloud: null });
  });

  it('is never planned, even when something claims that it is ready', () => {
    const readiness = fc.record({
      'web-llm': fc.constantFrom(null, ...errorCodes),
      instant: fc.constantFrom(null, ...errorCodes),
      cloud: fc.constant(null),
      door: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(choices)), readiness, (choice, claimed) => {
        let engines: readonly string[] = [];
        try {
          engines = planLocal(choice, claimed).engines;
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: claimed['web-llm'] });
        }
        for (const engine of engines) expect(['web-llm', 'instant']).toContain(engine);
      }),
    );
  });
});
