import { spawnSync } from 'node:child_process';

/**
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, show?: boolean }} options `show`: its output is printed as it
 *   comes; otherwise it is returned
 * @returns {{ ok: boolean, output: string }}
 */
export function npm(args, { cwd, env = {}, show = false }) {
  const [command, ...first] = npmCommand();
  const result = spawnSync(command, [...first, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    // npm is a script on Windows, which Node starts through a shell only.
    shell: command === 'npm' && process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** @returns {[string, ...string[]]} the very npm that started us, where it was npm */
function npmCommand() {
  const cli = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(cli) ? [process.execPath, cli] : ['npm'];
}
