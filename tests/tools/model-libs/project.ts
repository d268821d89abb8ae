import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');

/** A project's folder of its own: the real catalog and the real WebLLM, with a lock and a shelf to play with. */
export class Project {
  readonly root = mkdtempSync(join(tmpdir(), 'sotto-model-libs-'));

  constructor() {
    for (const path of ['package.json', 'src/tsconfig.base.json', 'src/core']) {
      cpSync(join(repository, path), join(this.root, path), { recursive: true });
    }
    symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'));
  }

  remove() {
    rmSync(this.root, { recursive: true });
  }

  writeLock(lock: unknown) {
    this.write('model-libs.lock.json', typeof lock === 'string' ? lock : JSON.stringify(lock));
  }

  readLock() {
    return JSON.parse(readFileSync(join(this.root, 'model-libs.lock.json'), 'utf8'));
  }

  write(path: string, content: string | Buffer) {
    mkdirSync(join(this.root, path, '..'), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** What a build would put into the package. */
  shelf(): Map<string, Buffer> {
    const folder = join(this.root, 'public/model-libs');
    try {
      return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
    } catch {
      return new Map();
    }
  }

  /** The real command, as a process of its own. */
  async run(base: string, ...args: string[]) {
    const cli = join(repository, 'tools/model-libs.mjs');
    const env = { ...process.env, SOTTO_MODEL_LIBS_BASE: base };
    const child = spawn(process.execPath, [cli, '--root', this.root, ...args], { env });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const code = await new Promise<number | null>((done) => child.on('close', done));
    return { code, output };
  }
}
