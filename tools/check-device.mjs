import { resolve } from 'node:path';
import { launch } from './browser/launch.mjs';
import { Screen } from './browser/screen.mjs';
import { openTab } from './browser/targets.mjs';
import { measure } from './check-device/measure.mjs';
import { Options } from './check-device/options.mjs';
import { markdown } from './check-device/report.mjs';
import { serveDemo } from './demo/serve.mjs';
import { serveLocalModel } from './local-model/serve.mjs';
import { parseFlags, UsageError } from './start/flags.mjs';
import { localModelOf } from './start/local-model.mjs';
import { prepare } from './start/prepare.mjs';
import { say } from './start/say.mjs';

const help = `npm run check:device: what Sotto does on this very device, with its graphics processor and its network
Downloads the default model by the buttons of the options page, asks for summaries and a rewrite of the demo article,
and prints a report to paste. Leave the browser's window in front while it works.
  -- --fresh       downloads the model anew
  -- --chromium P  with this browser
  -- --test-model  with the toy model and no graphics processor: checks this script`;

const root = resolve(import.meta.dirname, '..');

/** @typedef {import('./check-device/measure.mjs').Task} Task */

/** @type {Task} */
const summary = {
  name: 'Summarize a paragraph',
  text: ['StaticText', /^The reason was money/],
  button: 'Summarize selection',
};

/** @type {Task} */
const rewrite = {
  name: 'Rewrite a letter',
  text: ['textbox', 'A letter to the council'],
  button: 'Rewrite selection',
};

const notInBuild =
  'Nothing can be checked with this model here; the line above says why. If it was left out of the build, see what ' +
  '"npm run model-libs" says. With a network: "npm run model-libs -- --lock", then this again.';

/** @type {(() => Promise<void>)[]} */
const open = [];

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags.help) say(help);
  else await check(flags);
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  console.error(`\n${message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  for (const close of open.reverse()) await close();
}

/** @param {import('./start/flags.mjs').Flags} flags */
async function check(flags) {
  const local = localModelOf(root, flags);
  const { executable, extension, profile } = prepare(root, flags, local);
  const article = await serve(local?.folder ?? null);
  const args = local ? ['--enable-unsafe-webgpu'] : [];
  const { headless } = flags;
  const browser = await launch({ executable, profile, headless, extension, args });
  open.push(browser.close);
  const model = local?.name ?? (await defaultModel());
  const tab = await openTab(browser.cdp, article);
  const stage = { root, browser, tab, screen: new Screen(tab.session) };
  const options = await Options.open(browser, extension);
  const findings = await examine(stage, options, model);
  say(`\n${markdown(findings)}`);
  if (findings.tasks.some(({ error }) => error !== '')) process.exitCode = 1;
}

/**
 * @param {import('./start/job.mjs').Stage} stage
 * @param {Options} options
 * @param {string} model its name
 */
async function examine(stage, options, model) {
  const { cdp } = stage.browser;
  const toArticle = () => cdp.send('Target.activateTarget', { targetId: stage.tab.pageId });
  const { product } = await cdp.send('Browser.getVersion');
  const { state, adapter } = await options.device(model);
  say(`\n${adapter}\n${model}: ${state}`);
  if (state !== 'Ready' && state !== 'Not downloaded') throw new Error(notInBuild);
  const gpu = await options.gpu();
  const tasks = [];
  if (state !== 'Ready') {
    await toArticle();
    tasks.push(await measure(stage, { ...summary, name: 'Summarize, before any download' }));
  }
  const show = (/** @type {string} */ status) => say(`  ${status}`);
  const download = state === 'Ready' ? null : await options.download(model, show);
  await options.close();
  await toArticle();
  for (const task of [summary, { ...summary, name: 'The same again' }, rewrite]) {
    tasks.push(await measure(stage, task));
  }
  return { browser: product, model, adapter, gpu, download, tasks };
}

/** @param {string | null} modelFolder */
async function serve(modelFolder) {
  const demo = await serveDemo();
  open.push(demo.close);
  if (modelFolder !== null) open.push((await serveLocalModel(modelFolder)).close);
  return demo.url;
}

/** The one to start with. */
async function defaultModel() {
  // Only now: it needs Vite, which may have been installed a moment ago.
  const { readCatalog } = await import('./model-libs/catalog.mjs');
  return (await readCatalog(root)).find(({ tier }) => tier === 'balanced')?.name ?? '';
}
