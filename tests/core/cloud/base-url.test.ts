import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBaseUrl } from '../../../src/core/cloud/base-url.ts';
import type { AddressProblem } from '../../../src/core/web-address.ts';

describe('what a person types as the address of a server', () => {
  it.each([
    ['as it is', 'https://ai.example.com/v1', 'https://ai.example.com/v1'],
    ['with blanks around it', ' \thttps://ai.example.com/v1\n', 'https://ai.example.com/v1'],
    ['with slashes at its end', 'https://ai.example.com/v1//', 'https://ai.example.com/v1'],
    ['in capitals', 'HTTPS://AI.Example.com/v1', 'https://ai.example.com/v1'],
    [
      'with a path of its own',
      'https://ai.example.com/openai/V1',
      'https://ai.example.com/openai/V1',
    ],
    ['without a path', 'https://ai.example.com', 'https://ai.example.com/v1'],
    ['without a scheme', 'ai.example.com', 'https://ai.example.com/v1'],
    ['without a scheme, with a port', 'ai.example.com:8443/v1', 'https://ai.example.com:8443/v1'],
    ['with the port that it has anyway', 'https://ai.example.com:443', 'https://ai.example.com/v1'],
    ['in a company’s network', '192.168.0.5:8000', 'https://192.168.0.5:8000/v1'],
    ['in a script of its own', 'bücher.example', 'https://xn--bcher-kva.example/v1'],
    ['as IPv6', 'https://[2001:DB8::1]:8443/v1', 'https://[2001:db8::1]:8443/v1'],
    ['on this machine', 'http://localhost:1234/v1', 'http://localhost:1234/v1'],
    ['on this machine, by number', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['on this machine, encrypted', 'https://localhost:8443/v1', 'https://localhost:8443/v1'],
    ['localhost and a port', 'localhost:1234', 'http://localhost:1234/v1'],
    ['localhost in capitals', 'LocalHost:1234', 'http://localhost:1234/v1'],
    ['localhost alone', 'localhost', 'http://localhost/v1'],
    ['the number alone', '127.0.0.1/api/v1', 'http://127.0.0.1/api/v1'],
    ['a name that begins as localhost', 'localhost.example', 'https://localhost.example/v1'],
    ['a copied request', 'https://ai.example.com/v1/chat/completions', 'https://ai.example.com/v1'],
    [
      'a copied request and a slash',
      'ai.example.com/v1/chat/completions/',
      'https://ai.example.com/v1',
    ],
    ['a copied request without /v1', 'localhost:8080/chat/completions', 'http://localhost:8080/v1'],
    [
      'a copied list of models',
      'https://ai.example.com/v1/models?limit=3',
      'https://ai.example.com/v1',
    ],
    ['a query and a fragment', 'https://ai.example.com/v1?key=a#b', 'https://ai.example.com/v1'],
    [
      'only the end of it copied along',
      'https://ai.example.com/v1/chat',
      'https://ai.example.com/v1/chat',
    ],
  ])('%s is read', (_what, typed, url) => {
    expect(readBaseUrl(typed)).toEqual({ url });
  });

  it.each<[string, string, AddressProblem]>([
    ['nothing', '', 'not-a-url'],
    ['blanks', ' \t ', 'not-a-url'],
    ['words', 'my own server', 'not-a-url'],
    ['a blank in the name', 'https://ai. example.com', 'not-a-url'],
    ['a scheme alone', 'https://', 'not-a-url'],
    ['a port that is none', 'ai.example.com:99999', 'not-a-url'],
    ['bare IPv6', '::1', 'not-a-url'],
    ['ftp', 'ftp://ai.example.com', 'not-a-url'],
    ['a socket', 'wss://ai.example.com', 'not-a-url'],
    ['a file', 'file:///etc/passwd', 'not-a-url'],
    ['a script', 'javascript:alert(1)', 'not-a-url'],
    ['a script with slashes', 'javascript://ai.example.com/%0aalert(1)', 'not-a-url'],
    ['a document', 'data:text/html,hello', 'not-a-url'],
    ['a page of an extension', 'chrome-extension://abcdefgh/v1', 'not-a-url'],
    ['a name and a password', 'https://ada:secret@ai.example.com/v1', 'has-credentials'],
    ['a name', 'https://ada@ai.example.com', 'has-credentials'],
    ['a name without a scheme', 'ada@ai.example.com', 'has-credentials'],
    ['a password alone', 'https://:secret@ai.example.com', 'has-credentials'],
    ['credentials that look like this machine', 'http://localhost@evil.example', 'has-credentials'],
    ['plain http', 'http://ai.example.com/v1', 'not-https'],
    ['plain http in a company’s network', 'http://192.168.0.5:11434', 'not-https'],
    ['plain http to every address', 'http://0.0.0.0:8000/v1', 'not-https'],
    // The door's policy can name no IPv6 host.
    ['plain http to this machine by IPv6', 'http://[::1]:1234', 'not-https'],
    ['plain http to a name that begins as localhost', 'http://localhost.example', 'not-https'],
    ['plain http to a name that ends as localhost', 'http://evil-localhost', 'not-https'],
    ['plain http to a name below localhost', 'http://evil.localhost', 'not-https'],
    ['plain http to localhost with a dot', 'http://localhost.', 'not-https'],
  ])('%s is refused', (_what, typed, problem) => {
    expect(readBaseUrl(typed)).toEqual({ problem });
  });
});

describe('an address that was read', () => {
  const host = fc.constantFrom(
    'localhost',
    '127.0.0.1',
    'ai.example.com',
    '[::1]',
    'a',
    'ä.example',
  );
  const piece = fc.constantFrom(
    '/',
    'v1',
    '/v1',
    '/chat/completions',
    '/models',
    'models',
    '.',
    'ä ',
  );
  const address = fc
    .record({
      scheme: fc.constantFrom('', 'http://', 'https://', 'HTTPS://', 'ftp://', '//', 'http:'),
      user: fc.constantFrom('', '', 'ada@', 'ada:pw@', '@'),
      host,
      port: fc.constantFrom('', ':80', ':443', ':1234', ':99999'),
      path: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
      rest: fc.constantFrom('', '?a=/models', '#/v1/', '?', '#', '\\..', '%2e%2e'),
    })
    .map(({ scheme, user, host, port, path, rest }) => scheme + user + host + port + path + rest);
  const typed = fc.oneof(address, fc.webUrl(), fc.string(), fc.domain());

  const forEachRead = (check: (url: string) => void) =>
    fc.assert(
      fc.property(typed, (text) => {
        const read = readBaseUrl(text);
        if ('url' in read) check(read.url);
      }),
      { numRuns: 1000 },
    );

  it('is read again as the same', () => {
    forEachRead((url) => expect(readBaseUrl(url)).toEqual({ url }));
  });

  it('holds nothing but a server and a path below it, and is encrypted unless on this machine', () => {
    forEachRead((url) => {
      const { protocol, hostname, username, password, search, hash, pathname } = new URL(url);
      expect({ username, password, search, hash }).toEqual({
        ...{ username: '', password: '', search: '', hash: '' },
      });
      expect(pathname).not.toMatch(/\/$/);
      if (protocol !== 'https:') {
        expect(protocol).toBe('http:');
        expect(['localhost', '127.0.0.1']).toContain(hostname);
      }
    });
  });
});
