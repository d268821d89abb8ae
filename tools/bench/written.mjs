import { evaluate } from '../browser/evaluate.mjs';
import { openTab } from '../browser/targets.mjs';
import { tokensOf } from '../check-device/timeline.mjs';
import { directPage } from '../local-model/direct-page.mjs';
import { readCore } from './core.mjs';
import { gesture } from './gesture.mjs';
import { passage } from './site.mjs';

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('../local-model/direct-page.mjs').DirectAnswer} DirectAnswer
 * @typedef {import('./core.mjs').Core} Core
 *
 * @typedef {object} Written
 * @property {string} text as a person gets it
 * @property {number} tokens all that were written
 * @property {number} decodeMs from the first piece that is shown to the end
 */

/** The popup's own choice for this button, where no settings were changed. */
const button = 'Rewrite selection';
const choice = /** @type {const} */ ({ tool: 'rewrite', style: 'concise', instruction: '' });
/** What the browser says of the passage's language. */
const task = { choice, text: passage, language: 'en' };

const timeoutMs = 180_000;

/**
 * @param {Stage} stage
 * @param {typeof gesture} [ask]
 * @returns {Promise<Written>}
 */
export async function inSotto({ browser, site }, ask = gesture) {
  const { cdp } = browser;
  const tab = await openTab(cdp, `${site}passage.html`);
  await cdp.send('Target.activateTarget', { targetId: tab.pageId });
  await evaluate(tab.session, "getSelection().selectAllChildren(document.querySelector('p'))");
  const { story } = await ask(browser, tab, button);
  await cdp.send('Target.closeTarget', { targetId: tab.pageId });
  const begin = story.moments.find(({ status }) => status === 'Writing…');
  const end = story.moments.at(-1);
  const tokens = tokensOf(end?.status ?? '');
  if (!begin || !end || tokens === null) {
    throw new Error(`The model did not write: ${story.moments.map(({ status }) => status)}`);
  }
  return { text: story.text, tokens, decodeMs: end.at - begin.at };
}

/**
 * @param {Stage} stage
 * @returns {Promise<() => Promise<Written>>}
 */
export async function openDirect({ root, browser, site }) {
  const core = await readCore(root);
  const { cdp } = browser;
  const { session, pageId } = await openTab(cdp, `${site}${directPage}`);
  await evaluate(session, 'globalThis.ready', { timeoutMs });
  const prompt = JSON.stringify(core.buildPrompt(task, core.estimateTokens(passage)));
  return async () => {
    await cdp.send('Target.activateTarget', { targetId: pageId });
    return written(core, await evaluate(session, `answer(${prompt})`, { timeoutMs }));
  };
}

/**
 * Sotto shows nothing before it knows that it is no preamble; the same piece begins the time here.
 * @param {Core} core
 * @param {DirectAnswer} answer
 * @returns {Written}
 */
function written({ StreamCleaner, cleanAnswer }, { text, tokens, pieces, endMs }) {
  const cleaner = new StreamCleaner(task);
  const begin = pieces.find((piece) => cleaner.push(piece.text) !== null);
  if (!begin) throw new Error('WebLLM alone wrote nothing that is shown');
  return { text: cleanAnswer(text, task), tokens, decodeMs: endMs - begin.atMs };
}
