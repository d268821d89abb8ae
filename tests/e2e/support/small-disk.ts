import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStarter } from './own-mounts.ts';
import { type Sotto, startSotto } from './sotto.ts';

/** Much of it is taken by the browser itself. */
const diskBytes = 128 * 1024 ** 2;

/**
 * A browser whose profile is on a small disk, of which this takes and gives back what is free. To lower the quota would
 * not do: with `unlimitedStorage` it binds nobody.
 */
export class SmallDisk {
  readonly sotto: Sotto;
  readonly close: () => Promise<void>;
  /** The disk, by way of the browser: it is mounted for it alone. */
  readonly #path: string;

  private constructor(sotto: Sotto, path: string, close: () => Promise<void>) {
    this.sotto = sotto;
    this.#path = path;
    this.close = close;
  }

  static async start(): Promise<SmallDisk> {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-disk-'));
    const mounts = [
      `for one in "$@"; do case "$one" in --user-data-dir=*) at="\${one#*=}/Default";; esac; done`,
      'mkdir -p "$at"',
      `mount -t tmpfs -o size=$0 tmpfs "$at"`,
    ];
    const executable = writeStarter(folder, mounts, String(diskBytes));
    const { sotto, profile, close } = await startSotto({ headless: true, gpu: false, executable });
    const { processInfo } = await sotto.browser.cdp.send('SystemInfo.getProcessInfo');
    const processes = processInfo as readonly { type: string; id: number }[];
    const pid = processes.find(({ type }) => type === 'browser')?.id;
    return new SmallDisk(sotto, join(`/proc/${pid}/root`, profile, 'Default'), async () => {
      await close();
      rmSync(folder, { recursive: true });
    });
  }

  /** All but so much, which the browser itself needs some of. */
  fill(leaveBytes: number): void {
    const { bavail, bsize } = statfsSync(this.#path);
    writeFileSync(this.#filler, Buffer.alloc(bavail * bsize - leaveBytes));
  }

  empty(): void {
    rmSync(this.#filler);
  }

  get #filler(): string {
    return join(this.#path, 'filler');
  }
}
