import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../../tools/browser/chromium.mjs';

/**
 * Writes a program into `folder` that starts the browser in a mount namespace, so that nothing of this machine is
 * changed: after `mounts`, for which `$0` is `subject` and `$@` are the browser's arguments.
 */
export function writeStarter(folder: string, mounts: readonly string[], subject: string): string {
  const inside = `${mounts.join(' && ')} && exec "${findChromium().path}" "$@"`;
  const executable = join(folder, 'browser');
  const script = `#!/bin/sh\nexec unshare --map-root-user --mount sh -c '${inside}' '${subject}' "$@"\n`;
  writeFileSync(executable, script);
  chmodSync(executable, 0o755);
  return executable;
}
