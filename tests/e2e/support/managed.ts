import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeStarter } from './own-mounts.ts';
import { type StartedSotto, startSotto } from './sotto.ts';

/** Where browsers look for what an administrator decrees; only those that are there can be replaced. */
const folders = ['/etc/chromium', '/etc/opt/chrome'].filter((folder) => existsSync(folder));

/** Why no administrator can be played on this machine; empty where one can. */
export const unmanageable = folders.length === 0 ? 'no folder for policies of a browser' : '';

/**
 * A browser in which an administrator has set these policies for Sotto. It sees a policy folder of its own, in a mount
 * namespace: nothing of this machine is changed.
 */
export async function startManaged(policy: object): Promise<StartedSotto> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-managed-'));
  const decree = join(folder, 'policy.json');
  const extensions = { [unpackedId('dist-test')]: policy };
  writeFileSync(decree, JSON.stringify({ '3rdparty': { extensions } }));
  const mounts = folders.map(
    (folder) =>
      `mount -t tmpfs tmpfs ${folder} && mkdir -p ${folder}/policies/managed && cp "$0" ${folder}/policies/managed/`,
  );
  const executable = writeStarter(folder, mounts, decree);
  const started = await startSotto({ headless: true, gpu: false, executable });
  const close = async () => {
    await started.close();
    rmSync(folder, { recursive: true });
  };
  return { ...started, close };
}

/** The id that Chrome gives to an unpacked extension: half the hash of its folder, in letters of its own. */
function unpackedId(folder: string): string {
  const hash = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
