import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type CloudSettings,
  consents,
  defaultCloud,
  routes,
} from '../../src/core/cloud/settings.ts';
import { AppError, type ErrorCode, errorCodes } from '../../src/core/errors.ts';
import { maxTextLength } from '../../src/core/limits.ts';
import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import type { Choice } from '../../src/core/tools.ts';
import { Consents } from '../../src/offscreen/consents.ts';
import { Queue } from '../../src/offscreen/queue.ts';
import { run } from '../../src/offscreen/run.ts';
import type { Asker } from '../../src/protocol/call.ts';
import type { RunArgs, RunEvent } from '../../src/protocol/contract.ts';
import { deviceWith, notReady, type Script, ScriptedEngine } from './scripted-engine.ts';
import { answered, ScriptedExit } from './scripted-exit.ts';

// Failures of an engine go to the console, thousands of them here.
beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const text = 'Ada wrote to bo@example.com. The mill was sold in May.';
const site = 'mail.example.com';

const choices: Choice[] = [
  { tool: 'summarize', type: 'tldr', length: 'short' },
  { tool: 'rewrite', style: 'concise', instruction: '' },
  { tool: 'share' },
];
const [summarize, rewrite] = choices as [Choice, Choice, Choice];

const switchedOn: CloudSettings = {
  ...defaultCloud,
  isOn: true,
  baseUrl: 'https://ai.example.com/v1',
  model: 'large',
};

function askerOn(...sites: string[]): Asker {
  const place = { tabId: 1, frameId: 0, documentId: 'the-document' };
  return { trust: 'anyone', ...place, sites, isPrivate: false };
}

function args(choice: Choice, more: Partial<RunArgs> = {}): RunArgs {
  const origin = { sites: [], isPrivate: false };
  return { choice, text, language: 'en', route: 'device', pace: 'usual', origin, ...more };
}

type Room = {
  readonly exit: ScriptedExit;
  readonly engine: ScriptedEngine;
  readonly ways: Parameters<typeof run>[1];
};

function room(cloud: CloudSettings, webLlm: Script = {}, exit = new ScriptedExit()): Room {
  const engine = new ScriptedEngine('web-llm', webLlm);
  const instant = new ScriptedEngine('instant');
  const settings = { ...defaultSettings, cloud };
  return {
    exit,
    engine,
    ways: {
      device: deviceWith({ 'web-llm': engine, instant }, new Queue()),
      server: {
        configuration: async () => ({ settings, policy: noPolicy }),
        consents: new Consents(),
        exit,
        queue: new Queue(2),
      },
    },
  };
}

/** All that a request says until it ends or asks for consent, and the error it ends with. */
async function outcome({ ways }: Room, asked: RunArgs, asker: Asker) {
  const said: RunEvent[] = [];
  const controller = new AbortController();
  try {
    for await (const event of run(controller.signal, ways, asked, asker)) {
      said.push(event);
      if (event.type === 'consent') break;
    }
    return { said, code: null };
  } catch (thrown) {
    return { said, code: thrown instanceof AppError ? thrown.code : 'no AppError' };
  } finally {
    controller.abort();
  }
}

const clouds: CloudSettings[] = [true, false].flatMap((isOn) =>
  routes.flatMap((route) =>
    consents.flatMap((consent) =>
      [{}, { [site]: 'allow' }, { [site]: 'never' }].map(
        (sites): CloudSettings => ({
          ...switchedOn,
          ...{ isOn, route, consent, sites: sites as CloudSettings['sites'] },
        }),
      ),
    ),
  ),
);

const failures: [string, Script][] = [
  ['works', {}],
  ...errorCodes.map((code): [string, Script] => [`is not ready: ${code}`, notReady(code)]),
  ...errorCodes.map((code): [string, Script] => [
    `fails to load: ${code}`,
    { load: failing(code) },
  ]),
  ...errorCodes.map((code): [string, Script] => [
    `fails to write: ${code}`,
    { generate: failingStream(code) },
  ]),
];

function failing(code: ErrorCode) {
  return async () => {
    throw new AppError(code, 'As the test wants it.');
  };
}

function failingStream(code: ErrorCode) {
  // biome-ignore lint/correctness/useYield: it fails before its first piece
  return async function* (): AsyncGenerator<string, never, undefined> {
    throw new AppError(code, 'As the test wants it.');
  };
}

describe('a request for this device', () => {
  it.each(failures)(
    'never becomes one for a server, with any tool and any settings, when the model %s',
    async (_how, script) => {
      for (const cloud of clouds)
        for (const choice of choices) {
          const at = room(cloud, script);
          const { said } = await outcome(at, args(choice), askerOn(site));
          expect(at.exit.requests).toEqual([]);
          expect(at.exit.keysAskedFor).toEqual([]);
          expect(at.exit.lines.size).toBe(0);
          expect(said.map(({ type }) => type)).not.toContain('consent');
          for (const event of said)
            if (event.type === 'done') {
              expect(event.receipt.engine).not.toBe('cloud');
              expect(event.receipt.traffic).toEqual({
                sentBytes: 0,
                receivedBytes: 0,
                hosts: [],
                isAtMost: false,
              });
            }
        }
    },
  );
});

describe('a request for the server', () => {
  it('is met, asked about, or refused as the settings say, and no engine of this device steps in', async () => {
    for (const cloud of clouds)
      for (const sites of [[], [''], [site], [site, 'other.example.com']])
        for (const choice of [summarize, rewrite]) {
          const at = room(cloud, {}, new ScriptedExit(answered('The mill.')));
          const { said, code } = await outcome(
            at,
            args(choice, { route: 'server' }),
            askerOn(...sites),
          );
          const rule = sites.includes(site) ? cloud.sites[site] : undefined;
          const isSent = at.exit.requests.length === 1;
          const expected = !cloud.isOn
            ? 'cloud-off'
            : rule === 'never'
              ? 'cloud-never-here'
              : cloud.consent === 'always' || (rule === 'allow' && sites.length === 1)
                ? 'done'
                : 'consent';
          expect(code ?? said.at(-1)?.type, JSON.stringify({ cloud, sites })).toBe(expected);
          expect(isSent).toBe(expected === 'done');
          expect(at.engine.tasks).toEqual([]);
        }
  });

  it('of the tool that masks is answered here all the same', async () => {
    const at = room({ ...switchedOn, consent: 'always' });
    const { said } = await outcome(at, args({ tool: 'share' }, { route: 'server' }), askerOn(site));
    expect(said.at(-1)).toMatchObject({ type: 'done', receipt: { engine: 'mask' } });
    expect(at.exit.requests).toEqual([]);
  });
});

describe('where a text comes from', () => {
  const always: CloudSettings = { ...switchedOn, consent: 'always', sites: { [site]: 'never' } };
  const forged: Partial<RunArgs> = { route: 'server', origin: { sites: [], isPrivate: true } };

  it('is what the browser says, of a content script', async () => {
    const at = room(always, {}, new ScriptedExit(answered('The mill.')));
    expect(await outcome(at, args(rewrite, forged), askerOn(site))).toMatchObject({
      code: 'cloud-never-here',
    });
    await outcome(at, args(rewrite, forged), askerOn('other.example.com'));
    expect(at.exit.requests.length).toBe(1);
    expect(at.exit.lines.size).toBe(1);
  });

  it('is what our own page says, which may show a text of a site', async () => {
    const own: Asker = { ...askerOn(), trust: 'pages' };
    const at = room(always, {}, new ScriptedExit(answered('The mill.')));
    const origin = { sites: [site], isPrivate: false };
    const handed: Partial<RunArgs> = { route: 'server', origin };
    expect(await outcome(at, args(rewrite, handed), own)).toMatchObject({
      code: 'cloud-never-here',
    });
    await outcome(at, args(rewrite, forged), own);
    expect(at.exit.requests.length).toBe(1);
    expect(at.exit.lines.size).toBe(0);
  });
});

describe('a request that cannot be met', () => {
  it.each<[string, RunArgs, ErrorCode]>([
    ['of an empty text', args(summarize, { text: '' }), 'text-empty'],
    ['of blanks', args(rewrite, { text: ' \n\t' }), 'text-empty'],
    [
      'of too long a text',
      args(summarize, { text: 'a'.repeat(maxTextLength + 1) }),
      'text-too-long',
    ],
    [
      'without its own instruction',
      args({ tool: 'rewrite', style: 'own', instruction: ' ' }),
      'instruction-empty',
    ],
  ])('%s is refused before anybody is asked', async (_what, asked, code) => {
    for (const route of routes) {
      const at = room({ ...switchedOn, consent: 'always' });
      expect(await outcome(at, { ...asked, route }, askerOn(site))).toEqual({ said: [], code });
      expect(at.engine.tasks).toEqual([]);
      expect(at.exit.requests).toEqual([]);
    }
  });
});
