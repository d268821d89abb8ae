import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './browser/launch.mjs';
import { serveDemo } from './demo/serve.mjs';
import { serveLocalModel } from './local-model/serve.mjs';
import { isNodeNewEnough } from './setup/node-version.mjs';
import { showToPerson } from './start/by-hand.mjs';
import { showByItself } from './start/by-itself.mjs';
import { help, parseFlags, UsageError } from './start/flags.mjs';
import { localModelOf } from './start/local-model.mjs';
import { prepare } from './start/prepare.mjs';
import { say, step } from './start/say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What was opened, to be closed in reverse order whatever happens. @type {(() => Promise<void>)[]} */
const open = [];

async function closeAll() {
  for (const close of open.splice(0).reverse()) await close();
}

/** @param {string[]} args */
async function start(args) {
  const flags = parseFlags(args);
  if (flags.help) return say(help);
  requireNode();
  const model = localModelOf(root, flags);
  say('Sotto: private text tools, on this very device\n');
  const { executable, extension, profile } = prepare(root, flags, model);
  const article = await serve(model);
  const headless = flags.headless || !hasDisplay();
  // A person without a GPU gets a software adapter for the local model, which test builds accept.
  const args_ = model ? ['--enable-unsafe-webgpu'] : [];
  const browser = await launch({ executable, profile, headless, extension, args: args_ });
  open.push(browser.close);
  const what = { article, extension, model };
  if (headless) await showByItself(root, browser, what);
  else await showToPerson(browser, what);
}

/** @param {import('./start/local-model.mjs').LocalModel | null} model */
async function serve(model) {
  const demo = await serveDemo();
  open.push(demo.close);
  step('article', demo.url);
  if (model) {
    const { url, close } = await serveLocalModel(model.folder);
    open.push(close);
    step('model', `${model.name}, at ${url}`);
  }
  return demo.url;
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  if (isNodeNewEnough(process.versions.node, engines.node)) return;
  throw new UsageError(`Sotto's tools need Node ${engines.node}; this is ${process.versions.node}`);
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await closeAll();
    process.exit(130);
  });
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  const { message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`\n${message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  await closeAll();
}
