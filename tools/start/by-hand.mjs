import { openTab } from '../browser/targets.mjs';
import { toy } from './by-itself.mjs';
import { downloadModel } from './models.mjs';
import { say } from './say.mjs';

const whatToPress = `
The demo article is open. Select some text, then
  Alt+Shift+S   summarizes it (without a selection: the whole page)
  Alt+Shift+Y   rewrites it; best in the text fields at the end of the article
or right-click it, or press Sotto's button in the toolbar (behind the puzzle piece).
Models: toolbar button → Options.

Close the browser or press Ctrl+C here to end.`;

/**
 * Opens the article for a person and stays until the browser is closed.
 * @param {import('../browser/launch.mjs').Browser} browser
 * @param {{ article: string, extension: string,
 *   model: import('./local-model.mjs').LocalModel | null }} what
 */
export async function showToPerson(browser, { article, extension, model }) {
  const { pageId } = await openTab(browser.cdp, article);
  if (model) {
    say(`\nPreparing ${model.name} in the options page…`);
    await downloadModel(browser, extension, model.name);
    await browser.cdp.send('Target.activateTarget', { targetId: pageId });
  }
  say(whatToPress);
  if (model?.isToy) say(toy);
  await browser.closed;
}
