import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from './project-files.ts';

const compiler = join(root, 'node_modules/typescript/bin/tsc');

/** A copy of the source, to plant things in that the compiler must refuse. */
export class CompilerCopy {
  readonly #folder: string;

  constructor() {
    const parent = join(root, '.sotto');
    mkdirSync(parent, { recursive: true });
    this.#folder = mkdtempSync(join(parent, 'compiler-'));
    for (const path of ['src', 'public/_locales', 'package.json']) {
      cpSync(join(root, path), join(this.#folder, path), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  plant(path: string, source: string) {
    writeFileSync(join(this.#folder, path), `${source}\n`);
  }

  /** What the compiler says of each file, all rooms in one go. */
  compile(): Map<string, string[]> {
    const folders = readdirSync(join(this.#folder, 'src'), { withFileTypes: true });
    const projects = folders.filter((it) => it.isDirectory()).map(({ name }) => `src/${name}`);
    const args = [compiler, '-b', '--pretty', 'false', ...projects];
    const { stdout } = spawnSync(process.execPath, args, { cwd: this.#folder, encoding: 'utf8' });
    const said = new Map<string, string[]>();
    for (const line of stdout.split('\n').filter((text) => text !== '')) {
      const [, path = '', message = line] = /^([^\s(]+)\(\d+,\d+\): (.*)$/.exec(line) ?? [];
      said.set(path, [...(said.get(path) ?? []), message]);
    }
    return said;
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}
