import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Screen } from '../browser/screen.mjs';
import { openTab } from '../browser/targets.mjs';
import { perform } from './job.mjs';
import { downloadModel } from './models.mjs';
import { say } from './say.mjs';

/**
 * @typedef {import('./local-model.mjs').LocalModel} LocalModel
 * @typedef {import('./job.mjs').Job} Job
 */

/** @type {Job} */
const summary = {
  title: 'A paragraph of the demo article, three clicks, toolbar, "Summarize selection":',
  text: ['StaticText', /^The reason was money/],
  button: 'Summarize selection',
  screenshot: 'summary.png',
};

/** @type {Job} */
const rewrite = {
  title: 'The letter in the text field below it, toolbar, "Rewrite selection":',
  text: ['textbox', 'A letter to the council'],
  button: 'Rewrite selection',
  screenshot: 'rewrite.png',
};

/**
 * The main job without a person: instant summary, and where there is a model its summary and a rewrite.
 * @param {string} root
 * @param {import('../browser/launch.mjs').Browser} browser
 * @param {{ article: string, extension: string, model: LocalModel | null }} what
 */
export async function showByItself(root, browser, { article, extension, model }) {
  const tab = await openTab(browser.cdp, article);
  const stage = { root, browser, tab, screen: new Screen(tab.session) };
  let { engine } = await perform(stage, summary);
  if (isInstant(engine) && model) {
    say(`\nThe model ${model.name}, from this machine, by the buttons of the options page:`);
    await downloadModel(browser, extension, model.name);
    await browser.cdp.send('Target.activateTarget', { targetId: tab.pageId });
    const again = { ...summary, title: `The same paragraph again, now with ${model.name}:` };
    ({ engine } = await perform(stage, { ...again, screenshot: 'model-summary.png' }));
  }
  if (isInstant(engine)) {
    say(withoutModel(extension));
    if (model) throw new Error(`${model.name} is there, but did not answer`);
    return;
  }
  await perform(stage, rewrite);
  if (model?.isToy) say(toy);
}

/** @param {string} engine as the panel's header names it */
const isInstant = (engine) => engine.startsWith('Instant');

/**
 * What a model would add, and how to get one with this build.
 * @param {string} extension folder of the build
 */
function withoutModel(extension) {
  const way = existsSync(join(extension, 'model-libs'))
    ? 'Options → Models in the browser (needs a graphics processor)'
    : '"npm run model-libs -- --lock" where the model hosts can be reached, then Options → Models';
  return (
    '\nA model would write summaries in its own words and could rewrite: ' +
    `${way}, or "npm start -- --test-model" for a toy.`
  );
}

export const toy =
  '\nNote: this model is a toy of 3 MB for tests. It shows that everything runs; it only copies parts of the text.';
