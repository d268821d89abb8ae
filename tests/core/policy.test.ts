import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CloudSettings, consents, routes, serverOf } from '../../src/core/cloud/settings.ts';
import {
  applyPolicy,
  isModelAllowed,
  noPolicy,
  type Policy,
  readPolicy,
} from '../../src/core/policy.ts';
import { defaultSettings, type Settings } from '../../src/core/settings.ts';

const cloud: CloudSettings = {
  isOn: true,
  baseUrl: 'https://own.example/v1',
  model: 'own-model',
  route: 'server',
  consent: 'always',
  sites: { 'mail.example.com': 'allow' },
  redacts: false,
};
const own: Settings = { ...defaultSettings, modelId: 'qwen3-0.6b', privateWords: ['Ada'], cloud };

function applied(stored: object, change: Partial<CloudSettings> = {}): CloudSettings {
  return applyPolicy({ ...own, cloud: { ...cloud, ...change } }, readPolicy(stored)).cloud;
}

describe('what managed storage holds', () => {
  const whole = {
    cloudAllowed: false,
    cloudAllowedHosts: ['ai.example.com', '*.example.org'],
    cloudServer: { baseUrl: 'https://ai.example.com/v1', model: 'large' },
    cloudModels: ['large', 'small'],
    localModels: ['qwen3-0.6b'],
  } satisfies Policy;

  it('is read as it was written', () => {
    expect(readPolicy(whole)).toEqual(whole);
  });

  it.each([[{}], [undefined], [null], [5], ['{}'], [[]]])('that is %j limits nothing', (stored) => {
    expect(readPolicy(stored)).toEqual(noPolicy);
    expect(applyPolicy(own, readPolicy(stored))).toEqual(own);
  });

  it('brings the key to nobody who reads the policy', () => {
    expect(readPolicy({ ...whole, cloudKey: 'sk-secret' })).toEqual(whole);
  });

  it.each([['false'], ['true'], [0], [1], [null], [[]], [{}]])(
    'allows no server where it says so by %j',
    (cloudAllowed) => {
      expect(readPolicy({ ...whole, cloudAllowed })).toEqual({ ...whole, cloudAllowed: false });
    },
  );

  it.each(['cloudAllowedHosts', 'cloudModels', 'localModels'] as const)(
    'allows nothing where %s cannot be read',
    (name) => {
      for (const list of ['ai.example.com', 5, true, {}, [1], ['ai.example.com', null]])
        expect(readPolicy({ ...whole, [name]: list })).toEqual({ ...whole, [name]: [] });
    },
  );

  it.each([
    ['no address', {}],
    ['an address that is none', { baseUrl: 'my own server' }],
    ['an address of another kind', { baseUrl: 5 }],
    ['an address that is not encrypted', { baseUrl: 'http://ai.example.com/v1' }],
    ['a model that is none', { baseUrl: 'https://ai.example.com/v1', model: 5 }],
    ['words', 'https://ai.example.com/v1'],
    ['a list', ['https://ai.example.com/v1']],
  ])('with a server that cannot be read (%s) lets nobody ask another', (_what, cloudServer) => {
    expect(serverOf(applied({ cloudServer }))).toBeNull();
  });
});

describe('a policy', () => {
  it('that forbids servers switches them off', () => {
    expect(applied({ cloudAllowed: false })).toEqual({ ...cloud, isOn: false });
    expect(applied({ cloudAllowed: true })).toEqual(cloud);
  });

  it('that names hosts switches off what goes to others', () => {
    expect(applied({ cloudAllowedHosts: ['own.example'] })).toEqual(cloud);
    expect(applied({ cloudAllowedHosts: ['ai.example.com'] })).toEqual({ ...cloud, isOn: false });
    expect(applied({ cloudAllowedHosts: [] })).toEqual({ ...cloud, isOn: false });
  });

  it('that sets the server replaces the person’s, with its model only where it names one', () => {
    const baseUrl = 'https://ai.example.com/v1';
    expect(applied({ cloudServer: { baseUrl } })).toEqual({ ...cloud, baseUrl });
    expect(applied({ cloudServer: { baseUrl, model: 'large' } })).toEqual({
      ...cloud,
      ...{ baseUrl, model: 'large' },
    });
  });

  it('that sets the server as people type it names the same server', () => {
    expect(
      applied({ cloudServer: { baseUrl: 'ai.example.com/v1/chat/completions' } }).baseUrl,
    ).toBe('https://ai.example.com/v1');
  });

  it('that sets a server which it does not allow lets nobody ask it', () => {
    const cloudServer = { baseUrl: 'https://ai.example.com/v1' };
    expect(applied({ cloudServer, cloudAllowedHosts: ['own.example'] }).isOn).toBe(false);
  });

  it('that names models keeps the person’s when it is one of them, and takes the first otherwise', () => {
    expect(applied({ cloudModels: ['large', 'own-model'] }).model).toBe('own-model');
    expect(applied({ cloudModels: ['large', 'small'] }).model).toBe('large');
    expect(applied({ cloudModels: [] }).model).toBe('');
  });

  it('that names models holds its own server to them', () => {
    const cloudServer = { baseUrl: 'https://ai.example.com/v1', model: 'huge' };
    expect(applied({ cloudServer, cloudModels: ['large'] }).model).toBe('large');
  });

  it('leaves a server that was never switched on as it is', () => {
    const rules = { cloudAllowed: true, cloudServer: { baseUrl: 'https://ai.example.com/v1' } };
    expect(applied(rules, { isOn: false }).isOn).toBe(false);
  });
});

describe('whatever the person and the administrator set', () => {
  const host = fc.constantFrom(
    'a.example',
    'b.a.example',
    'ba.example',
    'a.example.b',
    'localhost:1',
  );
  const address = fc.oneof(
    fc.constant(''),
    fc.string(),
    host.map((name) => `https://${name}/v1`),
  );
  const model = fc.constantFrom('', 'large', 'small');
  const clouds = fc.record<CloudSettings>({
    isOn: fc.boolean(),
    baseUrl: address,
    model,
    route: fc.constantFrom(...routes),
    consent: fc.constantFrom(...consents),
    sites: fc.constant({ 'mail.example.com': 'allow' }),
    redacts: fc.boolean(),
  });
  const pattern = fc.oneof(
    host,
    host.map((name) => `*.${name}`),
    fc.constantFrom('*', '', '*a.example'),
  );
  const stored = fc.record(
    {
      cloudAllowed: fc.oneof(fc.boolean(), fc.anything()),
      cloudAllowedHosts: fc.oneof(fc.array(pattern, { maxLength: 3 }), fc.anything()),
      cloudServer: fc.oneof(fc.record({ baseUrl: address, model }), fc.anything()),
      cloudModels: fc.oneof(fc.array(model, { maxLength: 2 }), fc.anything()),
      localModels: fc.anything(),
    },
    { requiredKeys: [] },
  );

  const forAll = (check: (before: CloudSettings, after: CloudSettings, rules: Policy) => void) =>
    fc.assert(
      fc.property(clouds, stored, (cloud, stored) => {
        const rules = readPolicy(stored);
        check(cloud, applyPolicy({ ...own, cloud }, rules).cloud, rules);
      }),
      { numRuns: 1000 },
    );

  it('nothing is switched on that the person has not switched on', () => {
    forAll((before, after) => expect(after.isOn && !before.isOn).toBe(false));
  });

  it('there is no server where servers are not allowed, or not its host, or no model', () => {
    const below = (name: string, domain: string) =>
      name.split('.').slice(1).join('.').endsWith(domain);
    const covers = (pattern: string, { host, hostname }: URL) =>
      pattern.startsWith('*.')
        ? below(`.${hostname}`, pattern.slice(1))
        : [host, hostname].includes(pattern);
    forAll((_before, after, { cloudAllowed, cloudAllowedHosts, cloudModels }) => {
      const server = serverOf(after);
      if (!server) return;
      expect(cloudAllowed).toBe(true);
      const url = new URL(server.baseUrl);
      if (cloudAllowedHosts) expect(cloudAllowedHosts.some((one) => covers(one, url))).toBe(true);
      if (cloudModels) expect(cloudModels).toContain(server.model);
    });
  });

  it('consent, rules of sites and masking stay the person’s', () => {
    forAll(({ isOn, baseUrl, model, ...others }, after) => expect(after).toMatchObject(others));
  });

  it('a policy that was applied changes nothing when it is applied again', () => {
    forAll((_before, after, rules) => {
      expect(applyPolicy({ ...own, cloud: after }, rules).cloud).toEqual(after);
    });
  });
});

describe('a model on the device', () => {
  const own = 'own:https://huggingface.co/someone/model';

  it('may be used where nobody says which', () => {
    expect(isModelAllowed('qwen3-0.6b', noPolicy)).toBe(true);
    expect(isModelAllowed(own, noPolicy)).toBe(true);
  });

  it('is one of those that the administrator names, and no model of a person’s own', () => {
    const rules = readPolicy({ localModels: ['qwen3-0.6b', own] });
    expect(isModelAllowed('qwen3-0.6b', rules)).toBe(true);
    expect(isModelAllowed('qwen3-4b', rules)).toBe(false);
    expect(isModelAllowed(own, rules)).toBe(false);
  });
});
