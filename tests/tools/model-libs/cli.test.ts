import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { mlcVariantsOf } from '../../../src/core/models/variant.ts';
import { entryOf, libraryBytes } from './libraries.ts';
import { startLibraryHost } from './library-host.ts';
import { Project } from './project.ts';

// Each run starts Node and loads Vite: half a second alone, more beside other tests.
vi.setConfig({ testTimeout: 60_000 });

const variants = catalog.flatMap(mlcVariantsOf);
const libraries = variants.map(({ library }) => library);
const ids = variants.map(({ id }) => id);
const [first = '', ...others] = libraries;
const count = libraries.length;

const webLlm = '0.2.86';
const locked = { webLlm, libraries: Object.fromEntries(libraries.map((l) => [l, entryOf(l)])) };
const unlocked = { webLlm, libraries: Object.fromEntries(libraries.map((l) => [l, null])) };

let host: Awaited<ReturnType<typeof startLibraryHost>>;
let project: Project;
beforeAll(async () => {
  host = await startLibraryHost();
});
afterAll(() => host.stop());
beforeEach(() => {
  project = new Project();
  host.asked.length = 0;
});
afterEach(() => project.remove());

function shelfOfAll() {
  return new Map(libraries.map((library) => [library, libraryBytes(library)]));
}

describe('a build', () => {
  it.each(['ok', 'chunked'])('fetches what is locked from a host that answers %s', async (way) => {
    project.writeLock(locked);
    const { code, output } = await project.run(host.base(way), '--release');
    expect(output).toContain(`${count} of ${count} models`);
    for (const id of ids) expect(output).toContain(`${id}: library fetched from ${host.host}`);
    expect(code).toBe(0);
    expect(project.shelf()).toEqual(shelfOfAll());
  });

  it('asks nobody for what is present and verified', async () => {
    project.writeLock(locked);
    await project.run(host.base('ok'));
    host.asked.length = 0;
    const { code, output } = await project.run(host.base('ok'), '--release');
    expect(output).toContain(`${ids[0]}: library present and verified`);
    expect(code).toBe(0);
    expect(host.asked).toEqual([]);
  });

  it('fetches a damaged library again, and takes away what nobody verified', async () => {
    project.writeLock(locked);
    project.write(`public/model-libs/${first}`, libraryBytes(first).subarray(1));
    project.write('public/model-libs/stranger.wasm', 'by hand');
    const { code, output } = await project.run(host.base('ok'));
    expect(output).toContain('public/model-libs/stranger.wasm: removed');
    expect(code).toBe(0);
    expect(project.shelf()).toEqual(shelfOfAll());
  });

  it('leaves an unlocked library out, unasked, even one that lies there', async () => {
    project.writeLock({ webLlm, libraries: { ...locked.libraries, [first]: null } });
    project.write(`public/model-libs/${first}`, libraryBytes(first));
    const { code, output } = await project.run(host.base('ok'));
    expect(output).toContain(`${ids[0]}: left out, unlocked`);
    expect(output).toContain('npm run model-libs -- --lock');
    expect(output).toContain(`${count - 1} of ${count} models`);
    expect(code).toBe(0);
    expect(host.asked).not.toContain(`ok/${first}`);
    expect(new Set(project.shelf().keys())).toEqual(new Set(others));
  });

  it('stops at bytes that are not the locked ones', async () => {
    project.writeLock(locked);
    const { code, output } = await project.run(host.base('wrong'));
    expect(output).toContain(`HASH MISMATCH of ${first} from ${host.host}`);
    expect(output).toContain(entryOf(first).sha256);
    expect(code).toBe(1);
    expect(project.shelf().size).toBe(0);
  });

  it('takes half a file without a length for a mismatch', async () => {
    project.writeLock(locked);
    const { code, output } = await project.run(host.base('half'));
    expect(output).toContain(`got ${entryOf(first).size - 1} bytes`);
    expect(code).toBe(1);
    expect(project.shelf().size).toBe(0);
  });

  it.each([
    ['short', (name: string) => `${name} cut off after 10 of ${entryOf(first).size} bytes`],
    ['missing', (name: string) => `${name} answers 404 for http://${name}/missing/${first}`],
    ['moved', (name: string) => `${name} redirects to https://elsewhere.example/, which is not`],
    ['stall', (name: string) => `${name} sent nothing for 0.3 s`],
    ['mute', (name: string) => `${name} sent nothing for 0.3 s`],
    ['overflow', (name: string) => `${name} sends more than 67108864 bytes`],
  ])('goes on without the model when the host is %s', async (behaviour, words) => {
    project.writeLock({ webLlm, libraries: { ...unlocked.libraries, [first]: entryOf(first) } });
    // Of the others a busy machine may need longer for the first byte.
    const patience = behaviour === 'stall' || behaviour === 'mute' ? ['--timeout', '0.3'] : [];
    const { code, output } = await project.run(host.base(behaviour), ...patience);
    expect(output).toContain(`${ids[0]}: left out, ${words(host.host)}`);
    expect(output).toContain('run npm run model-libs again');
    expect(code).toBe(0);
    expect(project.shelf().size).toBe(0);
  });

  it('names the host that cannot be reached, and goes on', async () => {
    project.writeLock(locked);
    const { code, output } = await project.run('http://127.0.0.1:1');
    expect(output).toContain(`${ids[0]}: left out, host unreachable: 127.0.0.1:1 (`);
    expect(output).toContain(`0 of ${count} models`);
    expect(code).toBe(0);
  });
});

describe('a release', () => {
  it.each([
    ['an unlocked library', { ...locked.libraries, [first]: null }],
    [
      'a library that the lock does not know',
      Object.fromEntries(others.map((l) => [l, entryOf(l)])),
    ],
  ])('is refused over %s', async (_, entries) => {
    project.writeLock({ webLlm, libraries: entries });
    const { code, output } = await project.run(host.base('ok'), '--release');
    expect(output).toContain(`${ids[0]}: left out, unlocked`);
    expect(output).toContain('A release must hold every library');
    expect(code).toBe(1);
  });

  it('is refused over a library that cannot be had', async () => {
    project.writeLock(locked);
    expect((await project.run(host.base('missing'), '--release')).code).toBe(1);
  });
});

describe('the lock', () => {
  it.each([
    ['for another WebLLM', { ...locked, webLlm: '0.2.85' }, 'is for WebLLM 0.2.85, installed is'],
    ['that is no JSON', '{', 'is not JSON'],
    ['without libraries', { webLlm }, 'must be {'],
    ['with a broken hash', { webLlm, libraries: { [first]: { size: 1, sha256: 'x' } } }, first],
  ])('%s is refused', async (_, lock, words) => {
    project.writeLock(lock);
    const { code, output } = await project.run(host.base('ok'));
    expect(output).toContain(words);
    expect(output).not.toMatch(/\n +at /);
    expect(code).toBe(1);
    expect(host.asked).toEqual([]);
  });

  it('that is missing is refused', async () => {
    const { code, output } = await project.run(host.base('ok'));
    expect(output).toContain('model-libs.lock.json is missing');
    expect(code).toBe(1);
  });

  it('is written from what was downloaded, and serves the next build', async () => {
    const locking = await project.run(host.base('ok'), '--lock');
    expect(locking.output).toContain(`${first}: locked, ${entryOf(first).size} bytes`);
    expect(locking.code).toBe(0);
    expect(project.readLock()).toEqual(locked);
    expect((await project.run('http://127.0.0.1:1', '--release')).code).toBe(0);
  });

  it('of another WebLLM is begun anew', async () => {
    project.writeLock({ webLlm: '0.2.85', libraries: { [first]: entryOf('old.wasm') } });
    expect((await project.run(host.base('ok'), '--lock')).code).toBe(0);
    expect(project.readLock()).toEqual(locked);
  });

  it.each(['page', 'half', 'missing'])('gets no hash from a host that is %s', async (behaviour) => {
    project.writeLock({ webLlm, libraries: { ...unlocked.libraries, [first]: entryOf(first) } });
    const { code, output } = await project.run(host.base(behaviour), '--lock');
    expect(output).toContain(`${others[0]}: NOT locked`);
    expect(code).toBe(1);
    expect(project.readLock().libraries).toEqual({
      ...unlocked.libraries,
      [first]: entryOf(first),
    });
  });

  it('keeps an entry that the host no longer agrees with', async () => {
    project.writeLock(locked);
    const { code, output } = await project.run(host.base('wrong'), '--lock');
    expect(output).toContain('set the entry to null and lock again');
    expect(code).toBe(1);
    expect(project.readLock()).toEqual(locked);
  });
});
