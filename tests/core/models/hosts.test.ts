import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isModelHost } from '../../../src/core/models/hosts.ts';

it('the hosts of models are those of the manifest’s policy', () => {
  const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
  const policy: string = manifest.content_security_policy.extension_pages;
  const [, hosts = ''] = /connect-src 'self' ([^;]*)/.exec(policy) ?? [];
  expect(hosts.split(' ')).toEqual(['https://huggingface.co', 'https://*.hf.co']);
  for (const host of hosts.split(' '))
    expect(isModelHost(`${host.replace('*', 'cdn-lfs')}/owner/name`), host).toBe(true);
});

it.each([
  'http://huggingface.co/a/b',
  'https://hf.co/a/b',
  'https://huggingface.co.evil.example/a/b',
  'https://evilhf.co/a/b',
  'https://models.example.com/a/b',
  'http://127.0.0.1:8000/a',
])('%s is none', (url) => {
  expect(isModelHost(url)).toBe(false);
});
