import { browser } from './browser.ts';

/** For content scripts. Pages of ours run in the normal profile even when a private window shows them. */
export function isPrivateFrame(): boolean {
  return browser.extension.inIncognitoContext === true;
}

/** For pages and content scripts, which have no `windows`. */
export async function isPrivateWindow(): Promise<boolean> {
  if (!browser.windows) return isPrivateFrame();
  return (await browser.windows.getCurrent()).incognito;
}
