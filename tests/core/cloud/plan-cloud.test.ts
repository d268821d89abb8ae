import { describe, expect, it } from 'vitest';
import { planCloud } from '../../../src/core/cloud/plan-cloud.ts';
import {
  type CloudSettings,
  type Consent,
  consents,
  defaultCloud,
} from '../../../src/core/cloud/settings.ts';
import { AppError, type ErrorCode } from '../../../src/core/errors.ts';

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
