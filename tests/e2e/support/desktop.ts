import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { until } from '../../../tools/browser/until.mjs';
import { hasCommand } from '../../../tools/setup/apt.mjs';

/** What a desktop needs here; tests that miss one are skipped by name. */
export const missingTools = ['Xvfb', 'openbox', 'xdotool'].filter((name) => !hasCommand(name));

/** A screen with a window manager, and hands on its keyboard: keys go through the browser's own shortcuts. */
export type Desktop = {
  /** For a browser's `DISPLAY`. */
  readonly display: string;
  readonly press: (keys: string) => void;
  /** The ids of all windows that can be seen; a menu is one of them. */
  readonly windows: () => string[];
  /** In pixels of the screen. Button 3 is the right one. */
  readonly click: (x: number, y: number, how?: { button?: 1 | 3; times?: number }) => void;
  readonly close: () => void;
};

export async function startDesktop(): Promise<Desktop> {
  const screen = await startScreen();
  const env = { ...process.env, DISPLAY: screen.name };
  const manager = spawn('openbox', { stdio: 'ignore', env });
  const xdotool = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('xdotool', args, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`xdotool ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  return {
    display: screen.name,
    press: (keys) => {
      xdotool('key', '--clearmodifiers', keys);
    },
    windows: () => xdotool('search', '--onlyvisible', '--name', '.*').trim().split('\n'),
    click: (x, y, { button = 1, times = 1 } = {}) => {
      xdotool('mousemove', String(x), String(y));
      xdotool('click', '--repeat', String(times), String(button));
    },
    close: () => {
      manager.kill();
      screen.process.kill();
    },
  };
}

/** Xvfb chooses a free display itself, and says which one on the given descriptor. */
async function startScreen(): Promise<{ name: string; process: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let said = '';
  screen.stdio[3]?.on('data', (data) => {
    said += data;
  });
  const name = await until('the virtual screen', () => said.endsWith('\n') && `:${said.trim()}`);
  return { name, process: screen };
}
