import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as faults from '../../e2e/support/cloud-faults.ts';
import * as refusals from '../../e2e/support/cloud-refusals.ts';
import type { Behavior } from '../../e2e/support/cloud-request.ts';
import { CloudServer } from '../../e2e/support/cloud-server.ts';
import { ask, bytesOf, dataOf, textOf } from './ask.ts';

let cloud: CloudServer;
beforeEach(async () => {
  cloud = await CloudServer.open();
});
afterEach(() => cloud.close());

describe('a refusal', () => {
  const cases: [string, Behavior, number, RegExp][] = [
    ['wrong key', refusals.unauthorized, 401, /invalid_api_key/],
    ['wrong key at vLLM', refusals.unauthorizedVllm, 401, /^\{"error":"Unauthorized"\}$/],
    ['not from there', refusals.forbidden, 403, /unsupported_region/],
    ['unknown model', refusals.unknownModel, 404, /model_not_found/],
    ['unknown model at Ollama', refusals.unknownModelOllama, 404, /model 'test-model' not found/],
    ['unknown model at vLLM', refusals.unknownModelVllm, 404, /NotFoundError/],
    ['unknown path', refusals.unknownPath, 404, /^404 page not found$/],
    ['too many tokens', refusals.badRequest, 400, /context_length_exceeded/],
    ['too many tokens at llama.cpp', refusals.tooLongLlamaCpp, 400, /exceed_context_size_error/],
    ['too many bytes', refusals.tooLarge, 413, /^<html>/],
    ['too many requests', refusals.tooManyRequests(), 429, /rate_limit_exceeded/],
    ['no money', refusals.quotaSpent, 429, /insufficient_quota/],
    ['a bug', refusals.serverError, 500, /server_error/],
    ['not yet', refusals.unavailable(), 503, /Loading model/],
  ];
  test.each(cases)('%s', async (_name, behavior, status, words) => {
    cloud.answer = behavior;
    const response = await ask(cloud);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(await response.text()).toMatch(words);
    expect(cloud.requests[0]?.status).toBe(status);
  });

  test('says when to come again, in seconds or as a date', async () => {
    const date = new Date('2030-01-02T03:04:05Z');
    cloud.next(refusals.tooManyRequests(7), refusals.unavailable(date));
    expect((await ask(cloud)).headers.get('retry-after')).toBe('7');
    expect((await ask(cloud)).headers.get('retry-after')).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
  });
});

describe('a broken connection', () => {
  test('after the pieces', async () => {
    cloud.answer = faults.cutAfter(['one', 'two']);
    expect(textOf((await bytesOf(await ask(cloud))).toString())).toBe('onetwo');
    const whole = ask(cloud).then((response) => response.text());
    await expect(whole).rejects.toThrow('terminated');
    expect(await cloud.requests[0]?.ended).toBe('cut');
  });

  test('before the headers', async () => {
    cloud.answer = faults.cutBeforeHeaders;
    await expect(ask(cloud)).rejects.toThrow('fetch failed');
    expect(cloud.requests[0]?.status).toBeNull();
  });

  test('that looks like an end', async () => {
    cloud.answer = faults.endAfter(['one', 'two']);
    const stream = await (await ask(cloud)).text();
    expect(textOf(stream)).toBe('onetwo');
    expect(stream).not.toMatch(/DONE|"finish_reason":"/);
  });
});

describe('silence', () => {
  test('before headers', async () => {
    cloud.answer = faults.silence;
    await expect(ask(cloud, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
  });

  test('after headers', async () => {
    cloud.answer = faults.silenceAfterHeaders;
    const response = await ask(cloud);
    expect(response.status).toBe(200);
    expect(await bytesOf(response, AbortSignal.timeout(100))).toHaveLength(0);
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });

  test('after the pieces', async () => {
    cloud.answer = faults.silenceAfter(['one', 'two']);
    const bytes = await bytesOf(await ask(cloud), AbortSignal.timeout(100));
    expect(textOf(bytes.toString())).toBe('onetwo');
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });

  test('with signs of life', async () => {
    cloud.answer = faults.keepAliveForEver(5);
    const bytes = await bytesOf(await ask(cloud), AbortSignal.timeout(200));
    expect(bytes.toString()).toMatch(/^(: keep-alive\n\n){5,}$/);
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });
});

describe('slowness', () => {
  test('of a header', async () => {
    cloud.answer = faults.slowHeaders(5);
    // fetch shows nothing of headers that are not whole.
    const { hostname, port } = new URL(cloud.base);
    const socket = connect(Number(port), hostname);
    socket.write('POST /v1/chat/completions HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n');
    const parts: string[] = [];
    socket.on('data', (part) => parts.push(part.toString()));
    while (parts.length < 6) await setTimeout(5);
    socket.destroy();
    expect(parts.join('')).toMatch(/^HTTP\/1.1 200 OK\r\nx-slow: a+$/);
    expect(parts.at(-1)).toMatch(/^a{1,5}$/);
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });

  test('of the body', async () => {
    cloud.answer = faults.slowBody(5);
    const response = await ask(cloud);
    const text = (await bytesOf(response, AbortSignal.timeout(200))).toString();
    expect(text).toMatch(/^data: .*"content":"a{5,}$/);
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });
});

describe('too much', () => {
  test('in a line of 10 MB', async () => {
    cloud.answer = faults.hugeLine();
    const stream = await (await ask(cloud)).text();
    expect(stream.split('\n')[0]?.length).toBeGreaterThan(10_000_000);
    expect(textOf(stream)).toHaveLength(10_000_000);
  });

  test('in a line without end, which stops when the client does', async () => {
    cloud.answer = faults.endlessLine;
    const reader = (await ask(cloud)).body?.getReader();
    let bytes = 0;
    while (bytes < 30_000_000) bytes += (await reader?.read())?.value?.length ?? 0;
    await reader?.cancel();
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });
});

describe('a redirect', () => {
  test('carries text and key to another host, where a client follows', async () => {
    const other = await CloudServer.open();
    cloud.answer = faults.redirect(307, `${other.baseOn('localhost')}/chat/completions`);
    const refusing = ask(cloud, { redirect: 'error' });
    await expect(refusing).rejects.toThrow('fetch failed');
    expect(other.all).toEqual([]);
    await (await ask(cloud)).text();
    expect(other.requests[0]?.body).toContain('test-model');
    await other.close();
  });

  test.each([301, 302, 308] as const)('has status %i', async (status) => {
    cloud.answer = faults.redirect(status, 'https://elsewhere.example/');
    expect((await ask(cloud, { redirect: 'manual' })).status).toBe(status);
  });
});

test('A web page comes with status 200', async () => {
  cloud.answer = faults.webPage;
  const response = await ask(cloud);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

describe('an error in mid-stream', () => {
  test('by itself', async () => {
    cloud.answer = faults.errorAfter(['one']);
    const stream = await (await ask(cloud)).text();
    expect(textOf(stream)).toBe('one');
    expect(JSON.parse(dataOf(stream)[1] ?? '').error.message).toBe('CUDA out of memory');
  });

  test('in a chunk', async () => {
    cloud.answer = faults.errorChunkAfter(['one']);
    const [, last = ''] = dataOf(await (await ask(cloud)).text());
    const { error, choices } = JSON.parse(last);
    expect(error.code).toBe(502);
    expect(choices[0].finish_reason).toBe('error');
  });
});
