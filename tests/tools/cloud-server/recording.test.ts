import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  anotherOrigin,
  anyone,
  anyoneAndRetryAfter,
  forbiddenOrigin,
  nobody,
  nullOnly,
  withoutAuthorization,
  withoutCors,
} from '../../e2e/support/cloud-cors.ts';
import { cutAfter, silence, silenceAfter } from '../../e2e/support/cloud-faults.ts';
import { tooManyRequests, unauthorized } from '../../e2e/support/cloud-refusals.ts';
import { CloudServer } from '../../e2e/support/cloud-server.ts';
import { ask, requestBody } from './ask.ts';

let cloud: CloudServer;
beforeEach(async () => {
  cloud = await CloudServer.open();
});
afterEach(() => cloud.close());

function preflight(headers = 'authorization,content-type'): Promise<Response> {
  return fetch(`${cloud.base}/chat/completions`, {
    method: 'OPTIONS',
    headers: {
      origin: 'null',
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    },
  });
}

describe('the record', () => {
  test('holds nothing before something came', () => {
    expect(cloud.all).toEqual([]);
  });

  test('holds method, path, headers, every byte of the body, and the status', async () => {
    const body = JSON.stringify({ text: 'Grüße, 世界 🎈'.repeat(100_000) });
    await (await ask(cloud, { body })).text();
    const [record] = cloud.requests;
    expect(record?.method).toBe('POST');
    expect(record?.path).toBe('/v1/chat/completions');
    expect(record?.headers.origin).toBeUndefined();
    expect(record?.body === body).toBe(true);
    expect(record?.status).toBe(200);
  });

  test('keeps preflights apart from requests', async () => {
    await preflight();
    await (await ask(cloud)).text();
    expect(cloud.all.map(({ method }) => method)).toEqual(['OPTIONS', 'POST']);
    expect(cloud.preflights.map(({ method }) => method)).toEqual(['OPTIONS']);
    expect(cloud.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  test('holds what went to a path that is not there, under either name', async () => {
    const answer = await fetch(`${cloud.baseOn('localhost')}/stolen`);
    expect(answer.status).toBe(404);
    expect(cloud.requests[0]?.path).toBe('/v1/stolen');
    expect(cloud.requests[0]?.headers.host).toMatch(/^localhost:/);
  });

  test('says of an answer that was sent to its end that it is whole', async () => {
    await (await ask(cloud)).text();
    expect(await cloud.requests[0]?.ended).toBe('whole');
  });

  test('says when the client hung up before, within and after the headers', async () => {
    cloud.next(silence, silenceAfter(['So far']));
    const impatient = new AbortController();
    const refused = ask(cloud, { signal: impatient.signal }).catch(() => 'aborted');
    await waitFor(() => cloud.requests[0]?.body === requestBody);
    impatient.abort();
    expect(await refused).toBe('aborted');
    expect(await cloud.requests[0]?.ended).toBe('hung up');

    const response = await ask(cloud);
    const reader = response.body?.getReader();
    await reader?.read();
    const state = await Promise.race([cloud.requests[1]?.ended, setTimeout(50, 'open')]);
    expect(state).toBe('open');
    await reader?.cancel();
    expect(await cloud.requests[1]?.ended).toBe('hung up');
  });

  test('does not take its own cut for the client’s', async () => {
    cloud.next(cutAfter(['So far']));
    await (await ask(cloud)).text().catch(() => '');
    expect(await cloud.requests[0]?.ended).toBe('cut');
  });

  test('holds half a request whose client hung up while sending', async () => {
    const { hostname, port } = new URL(cloud.base);
    const half = request({ hostname, port, method: 'POST', path: '/v1/chat/completions' });
    half.on('error', () => {});
    half.setHeader('content-length', 100);
    half.write('half');
    await waitFor(() => cloud.all[0]?.body === 'half');
    half.destroy();
    expect(await cloud.all[0]?.ended).toBe('hung up');
    expect(cloud.all[0]?.status).toBeNull();
  });
});

describe('the script', () => {
  test('takes what waits first, in its order, and then the standing answer', async () => {
    cloud.answer = unauthorized;
    cloud.next(tooManyRequests(1), tooManyRequests());
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await ask(cloud)).status);
    expect(statuses).toEqual([429, 429, 401, 401]);
  });

  test('lists models', async () => {
    const list = await (await fetch(`${cloud.base}/models`)).json();
    expect(list.data.map(({ id }: { id: string }) => id)).toEqual(['test-model']);
  });

  test('closes at once, whatever is under way, and refuses from then on', async () => {
    cloud.next(silence);
    const pending = ask(cloud).catch(() => 'failed');
    await waitFor(() => cloud.requests[0]?.body === requestBody);
    await cloud.close();
    expect(await pending).toBe('failed');
    expect(await cloud.requests[0]?.ended).toBe('cut');
  });
});

describe('what other origins are told', () => {
  const allowed = async () => {
    const before = await preflight();
    const answer = await ask(cloud);
    const origins = [before, answer].map((one) => one.headers.get('access-control-allow-origin'));
    return { status: before.status, origins, headers: before.headers };
  };

  test('anyone may', async () => {
    cloud.cors = anyone;
    const { status, origins, headers } = await allowed();
    expect(status).toBe(204);
    expect(origins).toEqual(['*', '*']);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test('only the origin null may', async () => {
    cloud.cors = nullOnly;
    expect((await allowed()).origins).toEqual(['null', 'null']);
  });

  test('only another origin may', async () => {
    cloud.cors = anotherOrigin;
    expect((await allowed()).origins).toEqual(['https://chat.example', 'https://chat.example']);
  });

  test('nobody may', async () => {
    cloud.cors = nobody;
    expect(await allowed()).toMatchObject({ status: 405, origins: [null, null] });
    cloud.cors = forbiddenOrigin;
    expect(await allowed()).toMatchObject({ status: 403, origins: [null, null] });
  });

  test('nobody may bring a key', async () => {
    cloud.cors = withoutAuthorization;
    const { headers } = await allowed();
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
  });

  test('Retry-After may be read only where that is said', async () => {
    const exposed = async () => (await ask(cloud)).headers.get('access-control-expose-headers');
    cloud.answer = tooManyRequests(2);
    expect(await exposed()).toBeNull();
    cloud.cors = anyoneAndRetryAfter;
    expect(await exposed()).toBe('retry-after');
  });

  test('a single answer can be without it', async () => {
    cloud.next(withoutCors(unauthorized));
    expect((await ask(cloud)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask(cloud)).headers.get('access-control-allow-origin')).toBe('*');
  });

  test('a preflight can go wrong by itself', async () => {
    cloud.preflight = (_gone, response) => void response.writeHead(500).end();
    expect((await preflight()).status).toBe(500);
  });
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}
