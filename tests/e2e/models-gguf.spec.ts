import { readLocalGguf } from '../../tools/local-model/gguf.mjs';
import { localModelPort } from '../../tools/local-model/port.mjs';
import { ModelHub } from '../../tools/model-hub/hub.mjs';
import { cut } from '../../tools/model-hub/manners.mjs';
import { cpuModel } from './support/own-browser.ts';
import { expect, modelName, type Page, startSotto, test } from './support/sotto.ts';

const patience = { timeoutMs: 30_000 };

/** A byte of the stored file is another one, as on a disk that fails; what it was verified by stays. */
const damage = `caches.open('webllm/model').then(async (cache) => {
  const [request] = await cache.keys();
  const stored = await cache.match(request);
  const bytes = new Uint8Array(await stored.arrayBuffer());
  bytes[bytes.length >> 1] ^= 1;
  await cache.put(request, new Response(bytes, { headers: stored.headers }));
})`;

function filesOf(options: Page): Promise<number> {
  return options.evaluate(
    `caches.open('webllm/model').then(async (cache) => (await cache.keys()).length)`,
  );
}

test('a GGUF file is offered with its exact size, goes on at the byte after a cut, is verified, and deleted', async () => {
  const gguf = readLocalGguf(`tests/fixtures/${modelName}`);
  if (!gguf) throw new Error('The fixture has a form for the CPU.');
  const hub = new ModelHub(localModelPort);
  const model = hub.add(gguf.id, [[gguf.file, gguf.bytes]]);
  await hub.open();
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const options = await sotto.openOwn('src/options/options.html');
  const { screen } = options;
  const half = gguf.bytes.length >> 1;
  model.next(gguf.file, cut(half));

  await screen.click('button', `Download ${cpuModel}…`);
  await screen.waitFor('StaticText', /1\.9 MB/);
  await screen.click('button', 'Download');
  await screen.waitFor('radio', `Answer with ${cpuModel}`, patience);
  // No byte came twice.
  expect(model.bytesSent(gguf.file)).toBe(gguf.bytes.length);

  await options.evaluate(damage);
  await screen.click('button', `Verify ${cpuModel}`);
  await screen.waitFor('alert', undefined, patience);
  expect(await filesOf(options)).toBe(0);
  await screen.click('button', `Download ${cpuModel}…`);
  await screen.click('button', 'Download');
  await screen.waitFor('radio', `Answer with ${cpuModel}`, patience);
  expect(model.bytesSent(gguf.file)).toBe(2 * gguf.bytes.length);

  await screen.click('button', `Delete ${cpuModel}`);
  await screen.click('button', 'Delete');
  await screen.waitForGone('radio', `Answer with ${cpuModel}`);
  expect(await filesOf(options)).toBe(0);
  await close();
  await hub.close();
});
