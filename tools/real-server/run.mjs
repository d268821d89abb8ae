import { spawn } from 'node:child_process';

/**
 * Runs a command to its end. What it says is shown only where it fails: a compiler says very much.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 */
export function run(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${[command, ...args].join(' ')} failed:\n${endOf(said)}`));
    });
  });
}

/** @param {Buffer[]} said */
const endOf = (said) => Buffer.concat(said).toString().trimEnd().split('\n').slice(-30).join('\n');
