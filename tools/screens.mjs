import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch } from './browser/launch.mjs';
import { serveLocalModel } from './local-model/serve.mjs';
import { writePages } from './screens/pages.mjs';
import { takePicture } from './screens/picture.mjs';
import { modelScenes, scenes } from './screens/scenes.mjs';
import { serveFolder } from './setup/static-server.mjs';
import { parseFlags } from './start/flags.mjs';
import { localModelOf } from './start/local-model.mjs';
import { downloadModel } from './start/models.mjs';
import { prepare } from './start/prepare.mjs';
import { say } from './start/say.mjs';

/**
 * `npm run screens` makes the pictures of `docs/screens/`: the panel as people see it, in a real browser. Names make
 * only those: `npm run screens -- light dark`.
 */
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/screens');

/** @type {(() => Promise<void>)[]} */
const open = [];

/** @param {readonly string[]} names none for all */
async function makePictures(names) {
  const flags = parseFlags(['--test-model', '--fresh']);
  const model = localModelOf(root, flags);
  if (!model) throw new Error('The test model is missing');
  const prepared = prepare(root, flags, { ...model, profile: 'screens/profile' });
  const { executable, extension, profile } = prepared;
  const served = await serveLocalModel(model.folder);
  open.push(served.close);
  const pages = await serveFolder(writePages(join(root, '.sotto/screens/pages')));
  open.push(pages.close);
  const args = ['--enable-unsafe-webgpu'];
  const browser = await launch({ executable, profile, headless: true, extension, args });
  open.push(browser.close);
  const stage = { browser, site: `http://127.0.0.1:${pages.port}/`, folder };
  const isWanted = (/** @type {{ name: string }} */ { name }) =>
    names.length === 0 || names.includes(name);
  if (names.length === 0) rmSync(folder, { recursive: true, force: true });
  for (const scene of scenes.filter(isWanted)) await takePicture(stage, scene);
  const written = modelScenes.filter(isWanted);
  if (written.length > 0) await downloadModel(browser, extension, model.name);
  for (const scene of written) await takePicture(stage, scene);
}

try {
  await makePictures(process.argv.slice(2));
} catch (error) {
  say(`\n${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
} finally {
  for (const close of open.splice(0).reverse()) await close();
}
