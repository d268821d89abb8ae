import { browser } from './browser.ts';

/** URL of a file in the package. */
export function packageUrl(path: string): string {
  return browser.runtime.getURL(path);
}

/** False once the extension was updated or removed while this script stayed in its page: nothing can be reached any more. */
export function isAlive(): boolean {
  return browser.runtime?.id !== undefined;
}
