import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type CloudSettings,
  type Consent,
  consents,
  defaultCloud,
} from '../../src/core/cloud/settings.ts';
import { AppError, type ErrorCode, errorCodes } from '../../src/core/errors.ts';
import {
  type LocalPlan,
  type LocalReadiness,
  planCloud,
  planLocal,
} from '../../src/core/ladder.ts';
import type { ModelChoice } from '../../src/core/tools.ts';

const choices = {
  summarize: { tool: 'summarize', type: 'tldr', length: 'short' },
  rewrite: { tool: 'rewrite', style: 'concise', instruction: '' },
  proofread: { tool: 'proofread' },
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
    ['proofread', ready, ready, ['web-llm']],
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

describe('the plan for a server', () => {
  const site = 'mail.example.com';
  const other = 'other.example.com';
  const server = { baseUrl: 'https://ai.example.com/v1', host: 'ai.example.com', model: 'large' };
  const cloud: CloudSettings = {
    ...defaultCloud,
    ...{ isOn: true, baseUrl: server.baseUrl, model: server.model },
  };

  /** Whether consent is asked for, or why there is no plan. */
  function planned(change: Partial<CloudSettings>, sites: readonly string[]): boolean | ErrorCode {
    try {
      const plan = planCloud({ ...cloud, ...change }, sites);
      expect(plan.server).toEqual(server);
      return plan.needsConsent;
    } catch (thrown) {
      if (thrown instanceof AppError) return thrown.code;
      throw thrown;
    }
  }

  const allowed = { [site]: 'allow' } as const;
  const never = { [site]: 'never' } as const;
  const both = { [site]: 'allow', [other]: 'allow' } as const;

  it.each<[Consent, CloudSettings['sites'], readonly string[], boolean | ErrorCode]>([
    ['ask', {}, [], true],
    ['ask', {}, [site], true],
    ['ask', {}, [''], true],
    ['ask', allowed, [], true],
    ['ask', allowed, [site], false],
    ['ask', allowed, [site, site], false],
    // A frame of another site within an allowed page, and the other way around.
    ['ask', allowed, [site, other], true],
    ['ask', allowed, [other, site], true],
    ['ask', allowed, [site, ''], true],
    ['ask', both, [site, other], false],
    ['ask', allowed, ['evil.mail.example.com'], true],
    ['ask', allowed, ['mail.example.com:8080'], true],
    ['ask', never, [], true],
    ['ask', never, [site], 'cloud-never-here'],
    ['ask', never, [other, site], 'cloud-never-here'],
    ['ask', { ...never, [other]: 'allow' }, [other, site], 'cloud-never-here'],
    ['ask', never, [other], true],
    ['ask', {}, ['constructor'], true],
    ['always', {}, [], false],
    ['always', {}, [site], false],
    ['always', allowed, [site, other], false],
    ['always', never, [site], 'cloud-never-here'],
    ['always', never, [other, site], 'cloud-never-here'],
    ['always', {}, ['constructor'], false],
  ])('with consent %j, rules %j and sites %j needs consent: %j', (consent, sites, on, expected) => {
    expect(planned({ consent, sites }, on)).toBe(expected);
    expect(planned({ consent, sites, route: 'server', redacts: false }, on)).toBe(expected);
  });

  it.each<[string, Partial<CloudSettings>]>([
    ['is switched off', { isOn: false }],
    ['has no model', { model: '' }],
    ['has no address', { baseUrl: '' }],
  ])('is the error cloud-off while the server %s, whatever else is set', (_why, change) => {
    for (const consent of consents)
      for (const sites of [{}, allowed, never])
        for (const on of [[], [site], [other]])
          expect(planned({ ...change, consent, sites }, on)).toBe('cloud-off');
  });
});
