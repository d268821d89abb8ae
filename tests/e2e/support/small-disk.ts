import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStarter } from './own-mounts.ts';
import { type Page, type StartedSotto, startSotto } from './sotto.ts';

/** Much of it is taken by the browser itself. */
const diskBytes = 64 * 1024 ** 2;

/** A browser whose profile is on a small disk. To lower the quota would not do: with `unlimitedStorage` it binds nobody. */
export async function startOnSmallDisk(): Promise<StartedSotto> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-disk-'));
  const mounts = [
    `for one in "$@"; do case "$one" in --user-data-dir=*) at="\${one#*=}/Default";; esac; done`,
    'mkdir -p "$at"',
    `mount -t tmpfs -o size=$0 tmpfs "$at"`,
  ];
  const executable = writeStarter(folder, mounts, String(diskBytes));
  const started = await startSotto({ headless: true, gpu: false, executable });
  const close = async () => {
    await started.close();
    rmSync(folder, { recursive: true });
  };
  return { ...started, close };
}

export function freeBytes(page: Page): Promise<number> {
  return page.evaluate('navigator.storage.estimate().then(({ quota, usage }) => quota - usage)');
}

/** Takes what is free, but for so much. */
export async function fillDisk(page: Page, leaveBytes: number): Promise<void> {
  const bytes = (await freeBytes(page)) - leaveBytes;
  await page.evaluate(`(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle('filler', { create: true });
    const writable = await file.createWritable();
    await writable.write(new Uint8Array(${bytes}));
    await writable.close();
  })()`);
}

export async function emptyDisk(page: Page): Promise<void> {
  await page.evaluate(
    "navigator.storage.getDirectory().then((root) => root.removeEntry('filler'))",
  );
}
