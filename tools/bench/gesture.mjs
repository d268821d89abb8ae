import { evaluate } from '../browser/evaluate.mjs';
import { Screen } from '../browser/screen.mjs';
import { openPopup } from '../browser/targets.mjs';
import { followPanel, nextClick } from './in-page.mjs';

/**
 * @typedef {import('../browser/launch.mjs').Browser} Browser
 * @typedef {import('../browser/targets.mjs').Tab} Tab
 * @typedef {import('./in-page.mjs').PanelStory} PanelStory
 *
 * @typedef {object} Gesture
 * @property {number} clickedAt the event's own time
 * @property {number} panelDrawnAt
 * @property {PanelStory} story
 * @property {string} world the extension's own in that page
 */

/** Until a model on a software adapter has come to an end. */
const timeoutMs = 180_000;

/**
 * A click on a button of the popup, and what came of it, by the clocks of the popup and of the page: nothing is asked
 * over the wire while the extension works.
 * @param {Browser} browser
 * @param {Tab} tab one of the bench's own pages, freshly loaded
 * @param {string} button of the popup
 * @returns {Promise<Gesture>}
 */
export async function gesture(browser, tab, button) {
  const { cdp, extensionId } = browser;
  const panelDrawn = evaluate(tab.session, 'globalThis.panelDrawn', { timeoutMs });
  const world = worldOf(browser, tab);
  const story = world.then((id) => storyOf(tab, id));
  const popup = await openPopup(cdp, { extensionId, tabId: tab.tabId });
  const screen = new Screen(popup);
  await screen.waitFor('button', button);
  const clicked = evaluate(popup, `(${nextClick})()`);
  await screen.click('button', button);
  const [clickedAt, panelDrawnAt, told] = await Promise.all([clicked, panelDrawn, story]);
  return { clickedAt, panelDrawnAt, story: told, world: await world };
}

/**
 * The extension's world in the page comes into being with the gesture, and the observer with it.
 * @param {Browser} browser
 * @param {Tab} tab
 * @returns {Promise<string>} its unique id
 */
async function worldOf({ extensionId }, { session }) {
  /** @type {Promise<string>} */
  const world = new Promise((resolve) => {
    const off = session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin !== `chrome-extension://${extensionId}`) return;
      off();
      resolve(context.uniqueId);
    });
  });
  await session.send('Runtime.enable');
  return world;
}

/**
 * @param {Tab} tab
 * @param {string} world
 * @returns {Promise<PanelStory>}
 */
function storyOf({ session }, world) {
  return evaluate(session, `(${followPanel})()`, { world, timeoutMs });
}
