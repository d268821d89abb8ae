import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withoutCors } from '../../../tools/model-hub/manners.mjs';
import { Asker, bytesOf, config, configBytes, shard, shardBytes } from './ask.ts';

let asker: Asker;
beforeEach(async () => {
  asker = new Asker();
  await asker.hub.open();
});
afterEach(() => asker.hub.close());

const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const sha256 = createHash('sha256').update(shardBytes).digest('hex');

describe('a small file', () => {
  test('comes from the hub itself, with git’s name for its contents', async () => {
    const answer = await asker.get(config, { redirect: 'error' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(`"${asker.model.repository.files.get(config)?.oid}"`);
    expect(answer.headers.get('x-repo-commit')).toBe(asker.model.repository.commit);
    expect(answer.headers.get('accept-ranges')).toBe('bytes');
    expect(await bytesOf(answer)).toEqual(configBytes);
  });

  test('can be asked for by the commit', async () => {
    const url = asker.hub.urlOf(asker.model, config);
    const { commit } = asker.model.repository;
    expect((await fetch(url.replace('/main/', `/${commit}/`))).status).toBe(200);
  });
});

describe('a large file', () => {
  test('is somewhere else, and the hub says its hash and size', async () => {
    const answer = await asker.get(shard, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('x-linked-etag')).toBe(`"${sha256}"`);
    expect(answer.headers.get('x-linked-size')).toBe(String(shardBytes.length));
    const { origin, searchParams } = new URL(answer.headers.get('location') ?? '');
    expect(origin).toBe(asker.hub.origin.replace('127.0.0.1', 'localhost'));
    expect([...searchParams.keys()]).toEqual(['X-Amz-Signature', 'Expires']);
  });

  test('comes whole from there, without its hash', async () => {
    const answer = await asker.get(shard);
    expect(answer.redirected).toBe(true);
    expect(answer.headers.get('content-length')).toBe(String(shardBytes.length));
    expect(answer.headers.get('etag')).toBeTruthy();
    expect([...answer.headers.values()].join()).not.toContain(sha256);
    expect((await bytesOf(answer)).equals(shardBytes)).toBe(true);
  });

  test('is at another address each time, and each of them is good', async () => {
    const addresses = [await asker.location(), await asker.location()];
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) expect((await fetch(address)).status).toBe(200);
  });

  test('is refused without a signature, or with that of another file', async () => {
    asker.model.repository.put('other.bin', Buffer.from('other'));
    const mine = new URL(await asker.location());
    const others = new URL(await asker.location('other.bin'));
    expect((await fetch(mine.origin + mine.pathname)).status).toBe(403);
    expect((await fetch(mine.origin + mine.pathname + others.search)).status).toBe(403);
    expect((await fetch(mine)).status).toBe(200);
  });

  test('is refused once the signature has expired', async () => {
    asker.model.signatures.lifeMs = 0;
    expect((await asker.get(shard)).status).toBe(403);
    asker.model.signatures.lifeMs = 60_000;
    const address = await asker.location();
    asker.model.signatures.expire();
    expect((await fetch(address)).status).toBe(403);
    asker.model.denial = withoutCors;
    expect((await fetch(address)).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('moves to another origin, and its old address is no good', async () => {
    const before = await asker.location();
    asker.model.moveStorage();
    const after = await asker.location();
    expect(new URL(after).origin).not.toBe(new URL(before).origin);
    expect((await fetch(before)).status).toBe(403);
    expect((await bytesOf(await fetch(after))).equals(shardBytes)).toBe(true);
  });
});

describe.each([
  ['small', config, configBytes],
  ['large', shard, shardBytes],
])('a range of a %s file', (_size, path, bytes) => {
  test('comes from that byte on', async () => {
    const answer = await asker.from(10, path);
    expect(answer.status).toBe(206);
    const { length } = bytes;
    expect(answer.headers.get('content-range')).toBe(`bytes 10-${length - 1}/${length}`);
    expect(answer.headers.get('content-length')).toBe(String(length - 10));
    expect((await bytesOf(answer)).equals(bytes.subarray(10))).toBe(true);
  });

  test('ends with its last byte, or with the file', async () => {
    for (const last of [11, bytes.length + 5]) {
      const answer = await asker.get(path, { headers: { range: `bytes=10-${last}` } });
      const { length } = bytes;
      const end = Math.min(last, length - 1);
      expect(answer.headers.get('content-range')).toBe(`bytes 10-${end}/${length}`);
      expect((await bytesOf(answer)).equals(bytes.subarray(10, end + 1))).toBe(true);
    }
  });

  test('that begins at its end or beyond is not satisfied', async () => {
    for (const begin of [bytes.length, bytes.length + 1]) {
      const answer = await asker.from(begin, path);
      expect(answer.status).toBe(416);
      expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
      expect(await bytesOf(answer)).toHaveLength(0);
    }
  });

  test('of several parts gives the whole', async () => {
    const answer = await asker.get(path, { headers: { range: 'bytes=0-1,5-6' } });
    expect(answer.status).toBe(200);
    expect(await bytesOf(answer)).toHaveLength(bytes.length);
  });
});

test('HEAD gives the headers alone, of both addresses', async () => {
  const first = await asker.get(shard, { method: 'HEAD', redirect: 'manual' });
  expect(first.headers.get('x-linked-etag')).toBe(`"${sha256}"`);
  const answer = await asker.get(shard, { method: 'HEAD' });
  expect(answer.headers.get('content-length')).toBe(String(shardBytes.length));
  expect(await bytesOf(answer)).toHaveLength(0);
});

test('the list of files has what the repository says', async () => {
  const { origin } = asker.hub;
  const answer = await fetch(`${origin}/api/models/owner/model/tree/main`);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await answer.json()).toEqual(asker.model.repository.tree);
});

describe('what is not there', () => {
  const codeOf = async (path: string) => {
    const { status, headers } = await fetch(asker.hub.origin + path);
    return [status, headers.get('x-error-code')];
  };

  test('is told by a code: file, revision, model', async () => {
    const owner = '/owner/model/resolve';
    expect(await codeOf(`${owner}/main/nothing.bin`)).toEqual([404, 'EntryNotFound']);
    expect(await codeOf(`${owner}/next/${config}`)).toEqual([404, 'RevisionNotFound']);
    expect(await codeOf('/api/models/owner/model/tree/next')).toEqual([404, 'RevisionNotFound']);
    expect(await codeOf(`/owner/another/resolve/main/${config}`)).toEqual([401, 'RepoNotFound']);
    expect(await codeOf('/')).toEqual([401, 'RepoNotFound']);
  });
});

test('a second model has files, faults and records of its own', async () => {
  const other = asker.hub.add('own-model', [[config, Buffer.from('{}')]]);
  const url = asker.hub.urlOf(other, config);
  expect(url).toBe(`${asker.hub.origin}/own-model/resolve/main/${config}`);
  expect(await (await fetch(url)).text()).toBe('{}');
  expect(other.asked).toEqual([config]);
  expect(asker.model.asked).toEqual([]);
});

describe('a page of another origin', () => {
  const headers = { origin: extension };

  test('may read the answers of both, and of their headers what Hugging Face lets it', async () => {
    const small = await asker.get(config, { headers });
    expect(small.headers.get('access-control-allow-origin')).toBe(extension);
    const large = await fetch(await asker.location(), { headers });
    expect(large.headers.get('access-control-allow-origin')).toBe('*');
    for (const answer of [small, large]) {
      const exposed = answer.headers.get('access-control-expose-headers')?.split(',');
      expect(exposed).toContain('Content-Range');
      expect(exposed).not.toContain('Retry-After');
    }
  });

  test('may ask the hub whether it may send a header, and the storage not', async () => {
    const question = {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-headers': 'if-range' },
    };
    const hub = await asker.get(shard, question);
    expect(hub.status).toBe(204);
    expect(hub.headers.get('access-control-allow-headers')).toBe('if-range');
    expect((await fetch(await asker.location(), question)).status).toBe(403);
  });
});

test('a hub that was closed refuses, and opens again at the same address', async () => {
  const url = asker.hub.urlOf(asker.model, config);
  await asker.hub.close();
  await expect(fetch(url)).rejects.toThrow();
  await asker.hub.open();
  expect((await fetch(url)).status).toBe(200);
});
