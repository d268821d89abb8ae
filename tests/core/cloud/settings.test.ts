import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CloudSettings,
  defaultCloud,
  ruleFor,
  type SiteRule,
  serverOf,
  siteRules,
  withRule,
} from '../../../src/core/cloud/settings.ts';

const switchedOn: CloudSettings = {
  ...defaultCloud,
  isOn: true,
  baseUrl: 'https://ai.example.com:8443/v1',
  model: 'large',
};

describe('the server that the settings name', () => {
  it('is known by its host, with a port where it names one', () => {
    const { baseUrl } = switchedOn;
    expect(serverOf(switchedOn)).toEqual({ baseUrl, host: 'ai.example.com:8443', model: 'large' });
  });

  it.each<[string, Partial<CloudSettings>]>([
    ['the cloud is off', { isOn: false }],
    ['no model was chosen', { model: '' }],
    ['no address was chosen', { baseUrl: '' }],
    ['the address cannot be read', { baseUrl: 'ai.example.com' }],
  ])('is none while %s', (_why, change) => {
    expect(serverOf({ ...switchedOn, ...change })).toBeNull();
  });

  it('is none by default', () => {
    expect(serverOf(defaultCloud)).toBeNull();
  });

  it('does not depend on the way, the consent, or rules of sites', () => {
    const sites = { 'mail.example.com': 'never' } as const;
    const other = { ...switchedOn, sites, route: 'server', consent: 'always' } as const;
    expect(serverOf(other)).toEqual(serverOf(switchedOn));
  });
});

describe('the rule for a site', () => {
  const cloud = withRule(
    withRule(switchedOn, 'mail.example.com', 'never'),
    'localhost:80',
    'allow',
  );

  it.each([
    ['mail.example.com', 'never'],
    ['localhost:80', 'allow'],
    ['example.com', null],
    ['mail.example.com:8080', null],
    ['evil.mail.example.com', null],
    ['MAIL.example.com', null],
    ['', null],
    ['constructor', null],
    ['toString', null],
    ['__proto__', null],
  ])('%j is %s', (site, rule) => {
    expect(ruleFor(cloud, site)).toBe(rule);
  });

  it('is replaced and taken away by itself', () => {
    const changed = withRule(cloud, 'mail.example.com', 'allow');
    expect(changed.sites).toEqual({ 'mail.example.com': 'allow', 'localhost:80': 'allow' });
    expect(withRule(cloud, 'mail.example.com', null).sites).toEqual({ 'localhost:80': 'allow' });
    expect(withRule(cloud, 'example.com', null)).toEqual(cloud);
    expect(cloud.sites['mail.example.com']).toBe('never');
  });

  it('is the last one set, for any name, and touches nothing else', () => {
    const name = fc.oneof(
      fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'a.example'),
      fc.domain(),
    );
    const rule = fc.constantFrom<SiteRule | null>(null, ...siteRules);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, rule)), name, (changes, other) => {
        let changed = switchedOn;
        const expected = new Map<string, SiteRule | null>();
        for (const [site, rule] of changes) {
          changed = withRule(changed, site, rule);
          expected.set(site, rule);
        }
        for (const [site, rule] of expected) expect(ruleFor(changed, site)).toBe(rule);
        if (!expected.has(other)) expect(ruleFor(changed, other)).toBeNull();
        expect({ ...changed, sites: {} }).toEqual(switchedOn);
        expect(Object.getPrototypeOf(changed.sites)).toBe(Object.prototype);
      }),
    );
  });
});
