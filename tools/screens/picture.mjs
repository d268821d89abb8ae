import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Screen } from '../browser/screen.mjs';
import { openPopup, openTab } from '../browser/targets.mjs';
import { pause, until } from '../browser/until.mjs';
import { say } from '../start/say.mjs';

/**
 * @typedef {import('../browser/cdp-pipe.mjs').CdpSession} CdpSession
 * @typedef {{ browser: import('../browser/launch.mjs').Browser, site: string, folder: string }} Stage
 *
 * @typedef {object} Scene
 * @property {string} name of the file
 * @property {string} page of `pages.mjs`
 * @property {[width: number, height: number]} size of the window
 * @property {{ name: string, value: string }[]} [media] features, such as dark colors
 * @property {RegExp | null} selects the beginning of a paragraph
 * @property {string} asks a button of the popup
 * @property {(screen: Screen) => Promise<unknown>} [does] what is done before the picture is taken
 */

/** @param {Stage} stage @param {Scene} scene */
export async function takePicture({ browser, site, folder }, scene) {
  const { cdp, extensionId } = browser;
  const tab = await openTab(cdp, `${site}${scene.page}.html`);
  await cdp.send('Target.activateTarget', { targetId: tab.pageId });
  await dress(tab.session, scene);
  const screen = new Screen(tab.session);
  if (scene.selects) await screen.click('StaticText', scene.selects, { count: 3 });
  const popup = new Screen(await openPopup(cdp, { extensionId, tabId: tab.tabId }));
  await popup.click('button', scene.asks);
  await (scene.does ?? finished)(screen);
  // A frame after the last change.
  await pause(200);
  const path = join(folder, `${scene.name}.png`);
  await screen.screenshot(path);
  await cdp.send('Target.closeTarget', { targetId: tab.pageId });
  say(`  ${scene.name}.png, ${Math.round(statSync(path).size / 1000)} KB`);
}

/** @param {CdpSession} session @param {Scene} scene */
async function dress(session, { size: [width, height], media = [] }) {
  const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await session.send('Emulation.setEmulatedMedia', { features: media });
}

/** @param {Screen} screen */
export function finished(screen) {
  const panel = () => screen.text('dialog', /^Sotto: /);
  const isDone = async () => /^(?:Done|Not finished)/m.test(await panel());
  return until('the panel to come to an end', isDone, { timeoutMs: 90_000 });
}
