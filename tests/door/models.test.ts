import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { knock, listModels } from '../../src/door/models.ts';
import type { ServerAccess } from '../../src/protocol/contract.ts';
import { json, modelList, write } from '../e2e/support/cloud-answers.ts';
import { cutBeforeHeaders, redirect, silence, webPage } from '../e2e/support/cloud-faults.ts';
import { unauthorized, unknownPath } from '../e2e/support/cloud-refusals.ts';
import { type Behavior, cut } from '../e2e/support/cloud-request.ts';
import { CloudServer } from '../e2e/support/cloud-server.ts';
import { errorOf, lastEnd, never, servedCloud } from './asked.ts';

const cloud = servedCloud();

afterEach(() => void vi.useRealTimers());

const access = (): ServerAccess => ({ baseUrl: cloud().base, key: 'sk-canary' });
const unreachable = { status: 0, reason: null, retryAfterMs: null };

const begun: Behavior = async (_gone, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  await write(response, '{"data": [');
};

const half: Behavior = async (...args) => {
  await begun(...args);
  cut(args[1]);
};

describe('the list of models', () => {
  it('is what the server names, in its order', async () => {
    cloud().models = modelList(['b', 'a:latest', 'ö/ü']);
    expect(await listModels(never, access())).toMatchObject({ models: ['b', 'a:latest', 'ö/ü'] });
  });

  it('may be empty, and its entries may say more', async () => {
    cloud().models = json(200, { data: [] });
    expect(await listModels(never, access())).toMatchObject({ models: [] });
    cloud().models = json(200, { data: [{ id: 'a', size: 5 }], more: true });
    expect(await listModels(never, access())).toMatchObject({ models: ['a'] });
  });

  it('counts the bytes that came', async () => {
    const list = { data: [{ id: 'ö' }] };
    cloud().models = json(200, list);
    const receivedBytes = Buffer.byteLength(JSON.stringify(list));
    expect(await listModels(never, access())).toMatchObject({ sentBytes: 0, receivedBytes });
    const refusal = { error: { message: 'ö' } };
    cloud().models = json(500, refusal);
    expect(await listModels(never, access())).toMatchObject({
      sentBytes: 0,
      receivedBytes: Buffer.byteLength(JSON.stringify(refusal)),
    });
  });

  it('is asked for once, with the key in its own header and nowhere else', async () => {
    await listModels(never, access());
    expect(cloud().all).toHaveLength(1);
    const [request] = cloud().requests;
    expect(request).toMatchObject({ method: 'GET', path: '/v1/models', body: '' });
    const { authorization, ...others } = request?.headers ?? {};
    expect(authorization).toBe('Bearer sk-canary');
    expect(JSON.stringify(others)).not.toContain('canary');
    // Otherwise a browser would not ask the server first, as it does before an answer.
    expect(others['content-type']).toBe('application/json');
  });

  it.each<[string, Behavior, object]>([
    ['a wrong key', unauthorized, { status: 401, reason: 'invalid_api_key', retryAfterMs: null }],
    ['an unknown path', unknownPath, { status: 404, reason: null, retryAfterMs: null }],
    ['a connection that breaks', cutBeforeHeaders, unreachable],
  ])('is refused for %s', async (_why, behavior, refusal) => {
    cloud().models = behavior;
    expect(await listModels(never, access())).toMatchObject({ refusal });
  });

  it('is refused by a server that is not there', async () => {
    const gone = access();
    await cloud().close();
    expect(await listModels(never, gone)).toMatchObject({ refusal: unreachable });
  });

  it('is not asked for where the server leads elsewhere', async () => {
    const other = await CloudServer.open();
    try {
      cloud().models = redirect(307, `${other.base}/models`);
      expect(await listModels(never, access())).toMatchObject({ refusal: unreachable });
      expect(other.all).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it.each<[string, Behavior, string]>([
    ['a web page', webPage, 'cloud-not-a-server'],
    ['other JSON', json(200, { models: [] }), 'cloud-not-a-server'],
    ['a list of other things', json(200, { data: ['a'] }), 'cloud-not-a-server'],
    ['no JSON', (_gone, response) => void response.end('{"data":'), 'cloud-not-a-server'],
    ['a name without end', modelList(['a', 'x'.repeat(301)]), 'cloud-not-a-server'],
    ['a list of 10 MB', modelList(Array(100_000).fill('x'.repeat(100))), 'cloud-malformed'],
    ['half a list', half, 'cloud-cut'],
  ])('is none that is %s', async (_what, behavior, code) => {
    cloud().models = behavior;
    expect(await errorOf(() => listModels(never, access()))).toBe(code);
  });

  it.each([
    ['never answers', silence],
    ['stops within its answer', begun],
  ])(
    'is given up after a while by a server that %s, and the connection closed',
    async (...given) => {
      const [, behavior] = given;
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      cloud().models = behavior;
      const code = errorOf(() => listModels(never, access()));
      await vi.waitUntil(() => cloud().requests.length > 0);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(await code).toBe('cloud-silent');
      expect(await lastEnd(cloud())).toBe('hung up');
    },
  );

  it.each([
    ['answers', silence],
    ['ends', begun],
  ])(
    'is given up before it %s when the asker hangs up, and the connection closed',
    async (...given) => {
      const [, behavior] = given;
      cloud().models = behavior;
      const controller = new AbortController();
      const list = listModels(controller.signal, access());
      list.catch(() => {});
      await vi.waitUntil(() => cloud().requests.length > 0);
      const reason = new AppError('disconnected', 'The page was closed.');
      controller.abort(reason);
      await expect(list).rejects.toBe(reason);
      expect(await lastEnd(cloud())).toBe('hung up');
    },
  );

  it('ends as hanging up does when it is aborted for a reason of another kind', async () => {
    cloud().models = begun;
    const controller = new AbortController();
    const list = listModels(controller.signal, access());
    list.catch(() => {});
    await vi.waitUntil(() => cloud().requests[0]?.status === 200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort(new Error('whatever'));
    expect(await errorOf(() => list)).toBe('disconnected');
  });
});

describe('knocking', () => {
  it('finds that a server is there, without key or text', async () => {
    expect(await knock(never, cloud().base)).toBe('answers');
    expect(cloud().all).toHaveLength(1);
    const [request] = cloud().requests;
    expect(request).toMatchObject({ method: 'GET', path: '/v1/models', body: '' });
    expect(request?.headers).not.toHaveProperty('authorization');
  });

  it('finds that none is there', async () => {
    const { baseUrl } = access();
    await cloud().close();
    expect(await knock(never, baseUrl)).toBe('silent');
  });

  it('does not wait for the rest of what it hears', async () => {
    cloud().models = begun;
    expect(await knock(never, cloud().base)).toBe('answers');
    expect(await lastEnd(cloud())).toBe('hung up');
  });

  it('is over when the asker hangs up', async () => {
    cloud().models = silence;
    const controller = new AbortController();
    const knocked = knock(controller.signal, cloud().base);
    knocked.catch(() => {});
    await vi.waitUntil(() => cloud().requests.length > 0);
    controller.abort();
    expect(await errorOf(() => knocked)).toBe('disconnected');
    expect(await lastEnd(cloud())).toBe('hung up');
  });
});
