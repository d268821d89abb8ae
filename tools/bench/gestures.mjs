import { closeOffscreenDocument, openTab, stopServiceWorker } from '../browser/targets.mjs';
import { pause } from '../browser/until.mjs';
import { gesture } from './gesture.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {{ panelMs: number, draftMs: number }} Times
 */

/** A page that has just loaded has things to do of its own. */
const settleMs = 500;

const toPanel = 'gesture → panel drawn';
const toDraft = 'gesture → draft of 1,000 words drawn';

/**
 * Without a model on disk, so that nothing comes after the draft.
 * @param {Stage} stage
 * @returns {Promise<Row[]>}
 */
export async function gestureRows(stage) {
  const first = [];
  for (let run = 0; run < stage.runs.first; run += 1) first.push(await timesOf(stage, true));
  const further = [];
  for (let run = 0; run < stage.runs.gesture; run += 1) further.push(await timesOf(stage, false));
  return [
    row(toPanel, further, 'panelMs', 100),
    row(`${toPanel}, first`, first, 'panelMs', 100),
    row(toDraft, further, 'draftMs', 150),
    row(`${toDraft}, first`, first, 'draftMs', 150),
  ];
}

/**
 * @param {string} what
 * @param {Times[]} times
 * @param {keyof Times} figure
 * @param {number} limit
 * @returns {Row}
 */
function row(what, times, figure, limit) {
  return {
    what,
    unit: 'ms',
    values: times.map((one) => one[figure]),
    budget: { limit, of: 'median' },
  };
}

/**
 * In a tab of its own: the extension has not been in its page.
 * @param {Stage} stage
 * @param {boolean} isFirst nothing of the extension runs
 * @returns {Promise<Times>}
 */
async function timesOf({ browser, site }, isFirst) {
  const { cdp, extensionId } = browser;
  const tab = await openTab(cdp, `${site}article.html`);
  await cdp.send('Target.activateTarget', { targetId: tab.pageId });
  if (isFirst) {
    await closeOffscreenDocument(cdp, extensionId);
    await stopServiceWorker(cdp, extensionId);
  }
  await pause(settleMs);
  const { clickedAt, panelDrawnAt, story } = await gesture(browser, tab, 'Summarize this page');
  await cdp.send('Target.closeTarget', { targetId: tab.pageId });
  const draft = story.moments.findIndex(({ hasText }) => hasText);
  const moment = story.moments[draft];
  if (!moment?.engine.startsWith('Instant')) throw new Error('No draft was shown');
  if (draft === 0) throw new Error('The draft came before anybody looked');
  return { panelMs: panelDrawnAt - clickedAt, draftMs: moment.drawnAt - clickedAt };
}
