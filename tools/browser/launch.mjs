import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CdpPipe } from './cdp-pipe.mjs';
import { until } from './until.mjs';

/**
 * @typedef {object} LaunchOptions
 * @property {string} executable
 * @property {string} profile folder; made if missing
 * @property {boolean} [headless]
 * @property {string} [extension] folder of an unpacked extension
 * @property {string[]} [args] further arguments of the browser
 * @property {Record<string, string>} [env] on top of this process's own
 *
 * @typedef {object} Browser
 * @property {import('./cdp-pipe.mjs').CdpSession} cdp the browser's own session
 * @property {number} port for Playwright's `connectOverCDP('http://127.0.0.1:<port>')`
 * @property {string} extensionId empty without an extension
 * @property {Promise<void>} closed when the browser is gone, however that came
 * @property {() => Promise<void>} close
 */

/** What would ask the network by itself, ask the person something, or slow a page that is not in front. */
const quietArgs = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-crash-restore-bubble',
];

/**
 * Starts a browser of its own and loads the extension through the debugging pipe: Chrome ≥ 137 ignores
 * `--load-extension`. Ends nothing but this process, ever.
 * @param {LaunchOptions} options
 * @returns {Promise<Browser>}
 */
export async function launch(options) {
  const profile = resolve(options.profile);
  mkdirSync(profile, { recursive: true });
  // Left over from the last run, it would give us the port of a browser that is gone.
  rmSync(join(profile, portFile), { force: true });
  const child = spawn(options.executable, argumentsOf(options, profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const { closed, reason } = watchEnd(child);
  const [, , , output, input] = child.stdio;
  const pipe = new CdpPipe(
    /** @type {import('node:stream').Writable} */ (output),
    /** @type {import('node:stream').Readable} */ (input),
  );
  // The pipe may outlive the browser, held open by a helper process of it.
  closed.then(() => pipe.end(new Error(reason())));
  const close = () => closeBrowser(pipe, child, closed);
  try {
    const port = await devToolsPort(profile, () => (child.exitCode === null ? null : reason()));
    const extensionId = await loadExtension(pipe, options.extension);
    return { cdp: pipe.root, port, extensionId, closed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const portFile = 'DevToolsActivePort';

/**
 * @param {LaunchOptions} options
 * @param {string} profile
 */
function argumentsOf({ headless = false, args = [] }, profile) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    '--enable-unsafe-extension-debugging',
    `--user-data-dir=${profile}`,
    ...quietArgs,
    ...(headless ? ['--headless=new', '--window-size=1280,900'] : []),
    // Chromium refuses to start as root with its sandbox; as anybody else it keeps it.
    ...(asRoot ? ['--no-sandbox'] : []),
    ...args,
    'about:blank',
  ];
}

/** @param {import('node:child_process').ChildProcess} child */
function watchEnd(child) {
  let stderr = '';
  let end = '';
  child.stderr?.on('data', (data) => {
    stderr = (stderr + data).slice(-4000);
  });
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => {
    child.on('error', (error) => {
      end = error.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      end = `it ended with ${signal ?? `code ${code}`}`;
      resolve();
    });
  });
  return { closed, reason: () => explain(end, stderr) };
}

/**
 * In words that a person can act on, where the browser's own words allow it.
 * @param {string} end
 * @param {string} stderr
 */
export function explain(end, stderr) {
  if (/ProcessSingleton|profile appears to be in use|existing browser session/i.test(stderr)) {
    return 'Another browser has this profile open: close its window first (or use --fresh)';
  }
  if (/No usable sandbox/i.test(stderr)) {
    return (
      'The browser found no usable sandbox: this machine forbids unprivileged user namespaces. ' +
      'Allow them, or use a Chromium that was installed as a package (--chromium PATH)'
    );
  }
  const lines = stderr.trim().split('\n').slice(-5).join('\n');
  return `The browser has closed (${end})${lines && `:\n${lines}`}`;
}

/**
 * @param {string} profile
 * @param {() => string | null} death
 */
function devToolsPort(profile, death) {
  const look = () => {
    const reason = death();
    if (reason !== null) throw new Error(reason);
    return Number(readIfThere(join(profile, portFile)).split('\n')[0]) || null;
  };
  // A first start with an empty profile on a busy machine has been seen to take many seconds.
  return until('the browser to start', look, { timeoutMs: 60_000 });
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {CdpPipe} pipe
 * @param {string | undefined} folder
 */
async function loadExtension(pipe, folder) {
  if (folder === undefined) return '';
  const { id } = await pipe.root.send('Extensions.loadUnpacked', { path: resolve(folder) });
  return id;
}

/**
 * @param {CdpPipe} pipe
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<void>} closed
 */
async function closeBrowser(pipe, child, closed) {
  // Asked first: a killed browser loses what it had not yet written to the profile.
  pipe.root.send('Browser.close').catch(() => {});
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await closed;
  clearTimeout(timer);
}
