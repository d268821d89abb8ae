import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundles } from '../../tools/bench/bundles.mjs';
import { localModelPort } from '../../tools/local-model/port.mjs';
import { expect, test } from './support/sotto.ts';

// What is shipped, as files: no browser is needed for these.

type Manifest = {
  permissions: string[];
  host_permissions?: unknown;
  optional_host_permissions?: unknown;
  content_scripts?: unknown;
  web_accessible_resources?: unknown[];
  content_security_policy: { extension_pages: string; sandbox: string };
  sandbox: unknown;
};

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

test('the product asks for six permissions, no host, and runs nothing before a gesture', () => {
  const manifest = manifestOf('dist');
  expect(manifest.permissions).toEqual([
    'activeTab',
    'scripting',
    'storage',
    'offscreen',
    'contextMenus',
    'unlimitedStorage',
  ]);
  expect(manifest.host_permissions).toBeUndefined();
  expect(manifest.optional_host_permissions).toBeUndefined();
  expect(manifest.content_scripts).toBeUndefined();
  expect(manifest.web_accessible_resources ?? []).toEqual([]);
});

test('the policy lets requests go to the package and to the hosts of the models only', () => {
  const { extension_pages: policy } = manifestOf('dist').content_security_policy;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self' https://huggingface.co https://*.hf.co;");
  expect(policy).not.toMatch(/(?<!wasm-)unsafe-/);
});

test('one page is a sandbox, and it alone may speak to servers, encrypted or on this machine', () => {
  const { sandbox, content_security_policy: policies } = manifestOf('dist');
  expect(sandbox).toEqual({ pages: ['src/door/door.html'] });
  expect(policies.sandbox).toBe(
    "sandbox allow-scripts; default-src 'none'; script-src 'self'; connect-src https: http://localhost:* http://127.0.0.1:*; base-uri 'none'; form-action 'none'",
  );
});

test('no script host is named in the product', () => {
  const hosts =
    /https?:\/\/(?:raw\.githubusercontent\.com|cdn\.|unpkg\.com|esm\.sh|[a-z.]*jsdelivr)/;
  for (const name of filesOf('dist').filter((file) => /\.(?:js|html)$/.test(file)))
    expect(readFileSync(join('dist', name), 'utf8'), name).not.toMatch(hosts);
});

test('WebLLM is in the chunk of the worker alone', () => {
  const withWebLlm = filesOf('dist').filter(
    (name) =>
      name.endsWith('.js') &&
      readFileSync(join('dist', name), 'utf8').includes('tensor-cache.json"'),
  );
  const large = filesOf('dist').filter(
    (name) => name.endsWith('.js') && statSync(join('dist', name)).size > 1_000_000,
  );
  expect(large).toHaveLength(1);
  expect(large[0]).toMatch(/^assets\/model-host-/);
  expect(
    withWebLlm.every((name) => statSync(join('dist', name)).size < 100_000 || name === large[0]),
  ).toBe(true);
});

test('no worker is started out of a blob: each is a file of the package', () => {
  for (const name of filesOf('dist').filter((file) => file.endsWith('.js')))
    expect(readFileSync(join('dist', name), 'utf8'), name).not.toContain('createObjectURL');
  expect(filesOf('dist').filter((name) => name.startsWith('cpu/'))).toEqual([
    ...['cpu/llama.js', 'cpu/thread.js', 'cpu/wllama.wasm'],
  ]);
});

test('each script that a person waits for stays within its size', () => {
  for (const { name, files, gzipBytes, budgetBytes } of bundles('dist'))
    expect.soft(gzipBytes, `${name}: ${files.join(', ')}`).toBeLessThanOrEqual(budgetBytes);
});

test('a test build differs from the product in the three named things', () => {
  const product = manifestOf('dist');
  const tested = manifestOf('dist-test');
  const { extension_pages: policy } = tested.content_security_policy;
  const hosts = ` http://127.0.0.1:${localModelPort} http://localhost:${localModelPort}`;
  expect(policy.split(hosts)).toHaveLength(2);
  expect({ ...tested, background: null, content_security_policy: null }).toEqual({
    ...product,
    background: null,
    content_security_policy: null,
  });
  expect({ ...tested.content_security_policy, extension_pages: policy.replace(hosts, '') }).toEqual(
    product.content_security_policy,
  );
  const added = filesOf('dist-test').filter((name) => !filesOf('dist').includes(name));
  // Chunks are named after their contents: those that know the catalog or the GPU rule differ.
  const others = added.filter((name) => !name.startsWith('assets/'));
  expect(others).toEqual(['model-libs/tiny-llama.wasm']);
  for (const name of ['content.js', 'reader.js', 'status.js'])
    expect(hash('dist-test', name)).toBe(hash('dist', name));
});

function hash(folder: string, name: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');
}
