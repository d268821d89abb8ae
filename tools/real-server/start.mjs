import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { until } from '../browser/until.mjs';
import { setUpRealServer } from './setup.mjs';

/**
 * @typedef {object} RealServer
 * @property {string} baseUrl what `/chat/completions` is put after
 * @property {string} model
 * @property {string} key without which it answers nothing but a preflight
 * @property {() => Promise<void>} close
 */

const model = 'smollm2-135m';

/**
 * Starts llama.cpp's own server with SmolLM2-135M, as `docs/own-server.md` tells an administrator to. The first time it
 * has to be compiled.
 * @returns {Promise<RealServer>}
 */
export async function startRealServer() {
  const installed = await setUpRealServer();
  const key = randomBytes(16).toString('hex');
  const port = await freePort();
  const child = launch(installed, port, key);
  // A test runner that dies must not leave it behind.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  await until('the server to be healthy', () => isHealthy(port, child, installed.log), {
    timeoutMs: 120_000,
  });
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model,
    key,
    close: async () => {
      process.off('exit', end);
      await stop(child);
    },
  };
}

/**
 * @param {import('./setup.mjs').Installed} installed
 * @param {number} port
 * @param {string} key
 */
function launch({ server, model: file, log }, port, key) {
  const output = openSync(log, 'w');
  const args = [
    ...['--model', file, '--alias', model, '--ctx-size', '8192', '--parallel', '2', '--offline'],
    // Two would wait for each other where a browser has the other core: then each word takes a second.
    ...['--threads', '1'],
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--cors-origins', 'null', '--no-cors-credentials'],
    ...['--cors-headers', 'Authorization, Content-Type'],
  ];
  // Everyone on a machine can read what stands in a command line.
  const env = { ...process.env, LLAMA_API_KEY: key };
  return spawn(server, args, { env, stdio: ['ignore', output, output] });
}

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} log
 */
async function isHealthy(port, child, log) {
  if (child.exitCode !== null || child.signalCode !== null) {
    const end = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
    throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}:\n${end}`);
  }
  const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
  return answer?.ok;
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  // It waits for answers under way.
  const patience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(patience);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}
