import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readLock, usableLock, writeLock } from './model-libs/lock.mjs';
import { lockFrom, lockOne } from './model-libs/lock-all.mjs';
import { obtain } from './model-libs/obtain.mjs';
import { Refusal } from './model-libs/refusal.mjs';
import { isInside, lockingLines, outcomeLines, outcomeSummary } from './model-libs/report.mjs';
import { clearShelf } from './model-libs/shelf.mjs';
import { wantedLibraries } from './model-libs/wanted.mjs';

const usage = `npm run model-libs [-- options]
Fetches the models' libraries (.wasm) into public/model-libs/ and verifies them against model-libs.lock.json.
  --release         fail unless every library is locked and in the build
  --lock            a maintainer's step: download the libraries and write down their size and SHA-256
  --timeout SECONDS how long a host may send nothing (default 30)
  --root DIR        the project's folder
SOTTO_MODEL_LIBS_BASE: a mirror that holds the libraries, instead of the address in WebLLM's records`;

/** @typedef {{ root: string, release: boolean, stallMs: number }} Options */

/** @returns {Promise<boolean>} whether all is as it was asked */
async function main() {
  const { values } = parseArgs({
    options: {
      lock: { type: 'boolean', default: false },
      release: { type: 'boolean', default: false },
      timeout: { type: 'string', default: '30' },
      root: { type: 'string', default: resolve(import.meta.dirname, '..') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage);
  const stallMs = Number(values.timeout) * 1000;
  if (!(stallMs > 0)) throw new Refusal('--timeout takes a number of seconds.');
  if (values.lock && values.release) throw new Refusal('--lock and --release are two steps.');
  const options = { root: resolve(values.root), release: values.release, stallMs };
  return values.lock ? lockLibraries(options) : fetchLibraries(options);
}

/** @param {Options} options */
async function fetchLibraries({ root, release, stallMs }) {
  const { webLlm, wanted } = await wantedLibraries(root, process.env.SOTTO_MODEL_LIBS_BASE);
  const lock = usableLock(await readLock(root), webLlm);
  const outcomes = await Promise.all(
    wanted.map((one) => obtain(root, one, lock.libraries[one.library], stallMs)),
  );
  const verified = outcomes.filter(isInside).map(({ library }) => library);
  const removed = await clearShelf(root, verified);
  say(`Model libraries for WebLLM ${webLlm}:`, ...outcomeLines(outcomes));
  for (const name of removed) say(`  public/model-libs/${name}: removed, it was not verified`);
  say(outcomeSummary(outcomes));
  if (outcomes.some(({ state }) => state === 'wrong')) return false;
  if (!release || outcomes.every(isInside)) return true;
  throw new Refusal('A release must hold every library. Nothing was released.');
}

/** @param {Options} options */
async function lockLibraries({ root, stallMs }) {
  const { webLlm, wanted } = await wantedLibraries(root, process.env.SOTTO_MODEL_LIBS_BASE);
  const lock = await readLock(root);
  // Hashes of another version's libraries are forgotten, not compared.
  const known = lock?.webLlm === webLlm ? lock.libraries : {};
  const lockings = await Promise.all(
    wanted.map((one) => lockOne(root, one, known[one.library] ?? null, stallMs)),
  );
  await writeLock(root, lockFrom(webLlm, lockings));
  say(`Locking libraries for WebLLM ${webLlm}:`, ...lockingLines(lockings));
  return lockings.every(({ state }) => state !== 'failed');
}

/** @param {string[]} lines */
function say(...lines) {
  console.log(lines.join('\n'));
  return true;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  const isUsage = code?.startsWith('ERR_PARSE_ARGS') ?? false;
  if (!isUsage && !(error instanceof Refusal)) throw error;
  console.error(isUsage ? `${message}\n${usage}` : message);
  process.exitCode = isUsage ? 2 : 1;
}
