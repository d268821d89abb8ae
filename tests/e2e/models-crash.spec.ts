import { articleHtml } from './support/article.ts';
import { fillCaches } from './support/fill-caches.ts';
import { test } from './support/fresh.ts';
import { byPopup, panelShows, selectParagraph, writing } from './support/panel.ts';
import { expect, modelName } from './support/sotto.ts';

// In a browser of its own: one whose GPU's process crashes too often goes without.
test('a GPU whose process crashes in mid-answer costs one more load, and the answer comes', async ({
  fresh,
  host,
}) => {
  await fillCaches(await fresh.openOwn('src/options/options.html'), host);
  const page = await fresh.open(fresh.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(fresh, page, 'Rewrite selection');
  await writing(page);
  await fresh.browser.cdp.send('Browser.crashGpuProcess');
  await panelShows(page, /^The graphics processor was lost. Loading tiny-llama again…$/m);
  const panel = await panelShows(page, /^Done/m);
  expect(panel).toContain(`${modelName} · on this device`);
  expect(panel).toContain('The graphics processor was lost. tiny-llama was loaded again.');
});
