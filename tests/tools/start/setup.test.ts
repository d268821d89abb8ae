import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveLocalModel } from '../../../tools/local-model/serve.mjs';
import { areInstalled } from '../../../tools/setup/dependencies.mjs';
import { isNodeNewEnough } from '../../../tools/setup/node-version.mjs';
import { fileOf, serveFolder } from '../../../tools/setup/static-server.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the version of Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.9', false],
    ['18.20.0', false],
  ])('%s is new enough for >=20.19: %s', (version, answer) => {
    expect(isNodeNewEnough(version, '>=20.19')).toBe(answer);
  });
});

describe('dependencies', () => {
  const lock = 'package-lock.json';
  const installed = join('node_modules', '.package-lock.json');
  /** `age` in seconds before now. */
  const write = (file: string, version: string, age: number, more = {}) => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    const path = join(folder, file);
    const packages = { '': {}, 'node_modules/a': { version }, ...more };
    writeFileSync(path, JSON.stringify({ packages }));
    const then = Date.now() / 1000 - age;
    utimesSync(path, then, then);
  };

  it('are missing without node_modules, and after an interrupted installation', () => {
    write(lock, '1', 0);
    expect(areInstalled(folder)).toBe(false);
  });

  it('are there when they were installed after the lock file changed', () => {
    write(lock, '1', 100);
    write(installed, '1', 50);
    expect(areInstalled(folder)).toBe(true);
  });

  it('are outdated when the lock file became newer and another', () => {
    write(lock, '2', 0);
    write(installed, '1', 50);
    expect(areInstalled(folder)).toBe(false);
  });

  it('are there when the lock file only looks newer, as after a checkout', () => {
    const foreign = { 'node_modules/b': { version: '1', optional: true } };
    write(lock, '1', 0, foreign);
    write(installed, '1', 50);
    expect(areInstalled(folder)).toBe(true);
  });
});

describe('the static server', () => {
  it.each([
    ['/', 'index.html'],
    ['/a%20b.css?x=1', 'a b.css'],
    ['/../secret', null],
    ['/%2e%2e/secret', null],
    ['/..%2fsecret', null],
    ['/%zz', null],
  ])('finds for %s the file %s', (url, file) => {
    const expected = file === null ? null : `${folder}${sep}${file}`;
    expect(fileOf(folder, '/', url)).toBe(expected);
  });

  it('answers with the file, its size and its type, and 404 otherwise', async () => {
    writeFileSync(join(folder, 'index.html'), '<p>hello');
    const { port, close } = await serveFolder(folder);
    const [found, missing] = await Promise.all(
      ['', 'nothing.css'].map((path) => fetch(`http://127.0.0.1:${port}/${path}`)),
    );
    expect(await found?.text()).toBe('<p>hello');
    expect(found?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(missing?.status).toBe(404);
    await close();
  });
});

describe('the server of a local model', () => {
  it('answers where WebLLM asks, to the extension’s origin, and nowhere else', async () => {
    const model = join(folder, 'Tiny Model');
    mkdirSync(model);
    writeFileSync(join(model, 'mlc-chat-config.json'), '{}');
    const { url, close } = await serveLocalModel(model, 0);
    try {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/Tiny%20Model$/);
      const found = await fetch(`${url}/resolve/main/mlc-chat-config.json`);
      expect(found.headers.get('access-control-allow-origin')).toBe('*');
      expect(await found.text()).toBe('{}');
      expect((await fetch(`${url}/mlc-chat-config.json`)).status).toBe(404);
      const port = Number(new URL(url).port);
      await expect(serveLocalModel(model, port)).rejects.toThrow(`Port ${port} of this machine`);
    } finally {
      await close();
    }
  });
});
