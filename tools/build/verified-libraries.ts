import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLock } from '../model-libs/lock.mjs';
import { isOnShelf } from '../model-libs/shelf.mjs';

const folder = 'public/model-libs';

/** The libraries that the package will hold. Throws on one that nobody has verified: the folder is copied as it is. */
export async function verifiedLibraries(root: string): Promise<string[]> {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const lock = names.length > 0 ? await readLock(root) : null;
  for (const name of names) {
    const entry = lock?.libraries[name];
    if (!entry || !(await isOnShelf(root, name, entry)))
      throw new Error(
        `${folder}/${name} is not what model-libs.lock.json says: npm run model-libs`,
      );
  }
  return names;
}
