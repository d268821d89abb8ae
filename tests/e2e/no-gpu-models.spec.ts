import { articleHtml } from './support/article.ts';
import { ConsoleWatch } from './support/console-watch.ts';
import { byPopup, finished, selectParagraph } from './support/panel.ts';
import { expect, startSotto, test } from './support/sotto.ts';

test('without a GPU no model is offered or measured, nothing throws, and it is told why and what works', async () => {
  // Of its own: in one that others use, what they said is told as well.
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const { lines } = await ConsoleWatch.start(sotto.browser.cdp);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor(
    'StaticText',
    /^No usable graphics processor was found \(WebGPU\)\. Models cannot run here; instant summaries can/,
  );
  await options.screen.waitFor('article', 'Qwen3 0.6B');
  await options.screen.waitForGone('region', 'Your own models');
  const models = await options.screen.text('region', 'Models');
  expect(models).not.toMatch(/^Download [^a]|Import|Measure again|Recommended|for a page of text/m);
  expect(await options.screen.find('alert')).toBeUndefined();
  await sotto.close(options);

  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Instant · the text’s own sentences');
  // The browser itself says that there is no adapter, and the page has no icon.
  expect(lines.filter((line) => /exceptionDetails|Sotto:/.test(line))).toEqual([]);
  await close();
});
