import { describe, expect, it } from 'vitest';
import type { CloudSettings } from '../../src/core/cloud/settings.ts';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import type { Exit } from '../../src/offscreen/attempts.ts';
import { testServer } from '../../src/offscreen/test-server.ts';
import type {
  Knock,
  ModelList,
  RequestRecord,
  ServerProblem,
} from '../../src/protocol/contract.ts';

const baseUrl = 'https://ai.example.com:8443/v1';
const never = new AbortController().signal;
const bytes = { sentBytes: 0, receivedBytes: 40 };

type Script = { readonly list?: ModelList | Error | null; readonly knock?: Knock | Error };

/** A door that answers as it is told, with all that went through it and into the log. */
function testing({ list = { models: ['large'], ...bytes }, knock = 'answers' }: Script = {}) {
  const asked: unknown[] = [];
  const log: RequestRecord[] = [];
  const loggedBefore: number[] = [];
  const ask = async function* (_signal: AbortSignal, verb: string, args: unknown) {
    asked.push({ verb, args });
    loggedBefore.push(new Set(log.map(({ id }) => id)).size);
    const item = verb === 'listModels' ? list : knock;
    if (item instanceof Error) throw item;
    if (item) yield item;
  };
  const exit: Exit = {
    door: { ask: ask as unknown as Exit['door']['ask'] },
    keyFor: async () => 'sk-canary',
    record: async (line) => void log.push(line),
  };
  const test = (more: Partial<CloudSettings> = {}) => {
    const cloud = { ...defaultSettings.cloud, isOn: true, baseUrl, ...more };
    return testServer(never, exit, { settings: { ...defaultSettings, cloud }, policy: noPolicy });
  };
  return { asked, log, loggedBefore, exit, test };
}

function refusal(status: number, reason: string | null = null): ModelList {
  return { refusal: { status, reason, retryAfterMs: null }, ...bytes };
}

describe('a test of the connection', () => {
  it.each<[string, string[], ServerProblem | null]>([
    ['', ['large', 'small'], null],
    ['', [], null],
    ['small', ['large', 'small'], null],
    ['llama3', ['llama3:latest'], null],
    ['llama3:latest', ['llama3:latest'], null],
    ['llama3', ['llama3:8b'], 'model-unknown'],
    ['small', ['large'], 'model-unknown'],
    ['small', [], 'model-unknown'],
  ])('with the model %j at a server that has %j finds %j', async (model, models, problem) => {
    const { test } = testing({ list: { models, ...bytes } });
    expect(await test({ model })).toEqual({ baseUrl, model, models, problem });
  });

  it.each<[number, string | null, ServerProblem]>([
    [401, null, 'unauthorized'],
    [403, null, 'unauthorized'],
    [400, 'invalid_api_key', 'unauthorized'],
    [404, null, 'no-such-address'],
    [429, 'rate_limit_exceeded', 'busy'],
    [500, null, 'failing'],
    [503, 'unavailable_error', 'failing'],
    [400, null, 'not-a-server'],
    [405, null, 'not-a-server'],
  ])('that is refused with %i and %j finds it %s', async (status, reason, problem) => {
    const { asked, test } = testing({ list: refusal(status, reason) });
    expect(await test({ model: 'large' })).toMatchObject({ models: [], problem });
    expect(asked).toHaveLength(1);
  });

  it.each<[Knock, ServerProblem]>([
    ['answers', 'not-allowed-in'],
    ['redirects', 'redirects'],
    ['silent', 'unreachable'],
  ])('that does not get through knocks, and what %s is %s', async (knock, problem) => {
    const { asked, test } = testing({ list: refusal(0), knock });
    expect(await test()).toMatchObject({ models: [], problem });
    // Without the key: who may not read the answer need not know it.
    expect(asked.at(-1)).toEqual({ verb: 'knock', args: { baseUrl } });
  });

  it.each<[ErrorCode, ServerProblem]>([
    ['cloud-silent', 'unreachable'],
    ['cloud-cut', 'failing'],
    ['cloud-not-a-server', 'not-a-server'],
    ['cloud-malformed', 'not-a-server'],
  ])('that ends in %s finds it %s', async (code, problem) => {
    const error = new AppError(code, 'As the test wants it.');
    expect(await testing({ list: error }).test()).toMatchObject({ models: [], problem });
    const knocked = testing({ list: refusal(0), knock: error });
    expect(await knocked.test()).toMatchObject({ models: [], problem });
  });

  it.each<[string, Script, ErrorCode]>([
    ['a closed door', { list: new AppError('cloud-off', 'The door is closed.') }, 'cloud-off'],
    ['a door with nothing to say', { list: null }, 'disconnected'],
  ])('is no finding for %s', async (_what, script, code) => {
    await expect(testing(script).test()).rejects.toMatchObject({ code });
  });

  it('asks for the list with the key of this server', async () => {
    const { asked, test } = testing();
    await test();
    expect(asked).toEqual([{ verb: 'listModels', args: { baseUrl, key: 'sk-canary' } }]);
  });

  it.each<Partial<CloudSettings>>([{ isOn: false }, { baseUrl: '' }])(
    'asks no server with the settings %j, not even for its key',
    async (settings) => {
      const { asked, log, exit, test } = testing();
      Object.assign(exit, { keyFor: () => Promise.reject(new Error('Asked for the key.')) });
      await expect(test(settings)).rejects.toMatchObject({ code: 'cloud-off' });
      expect(asked).toEqual([]);
      expect(log).toEqual([]);
    },
  );
});

describe('the log of a test', () => {
  const host = 'ai.example.com:8443';

  it('has a line before anything leaves, with its bytes in the end', async () => {
    const { log, loggedBefore, test } = testing();
    await test();
    expect(loggedBefore).toEqual([1]);
    const [first, last] = log;
    expect(first).toMatchObject({ host, purpose: 'test', sentBytes: 0, error: null });
    expect(last).toEqual({ ...first, ...bytes });
  });

  it('has a line of its own for the knocking', async () => {
    const { log, loggedBefore, test } = testing({ list: refusal(0), knock: 'silent' });
    await test();
    expect(loggedBefore).toEqual([1, 2]);
    expect(new Set(log.map(({ id }) => id)).size).toBe(2);
  });

  it('names what went wrong, and never the key', async () => {
    const error = new AppError('cloud-silent', 'Nothing came.');
    const { log, test } = testing({ list: error });
    await test();
    expect(log.at(-1)).toMatchObject({ host, error: 'cloud-silent' });
    expect(JSON.stringify(log)).not.toContain('canary');
  });

  it('that cannot be written lets nothing leave', async () => {
    const { asked, exit, test } = testing();
    const full = new AppError('storage-full', 'The disk is full.');
    Object.assign(exit, { record: () => Promise.reject(full) });
    await expect(test()).rejects.toBe(full);
    expect(asked).toEqual([]);
  });
});
