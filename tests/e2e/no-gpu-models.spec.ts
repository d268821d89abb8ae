import { articleHtml } from './support/article.ts';
import { ConsoleWatch } from './support/console-watch.ts';
import { byPopup, finished, selectParagraph } from './support/panel.ts';
import { expect, startSotto, test } from './support/sotto.ts';

test('without a GPU models for the processor are offered, none for the GPU is, nothing throws, and it is told why', async () => {
  // Of its own: in one that others use, what they said is told as well.
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const { lines } = await ConsoleWatch.start(sotto.browser.cdp);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor(
    'StaticText',
    /^No usable graphics processor was found \(WebGPU\)\. Models for the processor can run here/,
  );
  await options.screen.waitFor('article', 'Qwen3 0.6B');
  await options.screen.waitForGone('region', 'Your own models');
  const forGpu = await options.screen.text('region', 'For the graphics processor');
  expect(forGpu).not.toMatch(/^Download [^a]|Import|Measure again|Recommended|for a page of text/m);
  const forCpu = await options.screen.text('region', 'For the processor');
  expect(forCpu).toMatch(/^Download SmolLM2 360M \(CPU\)…$/m);
  expect(forCpu).toMatch(/^(?:Recommended · )?About .* for a page of text on this device/m);
  // What this device can use stands first.
  const models = await options.screen.text('region', 'Models');
  expect(models.indexOf('For the processor')).toBeLessThan(models.indexOf('For the graphics'));
  await sotto.close(options);

  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Instant · the text’s own sentences');
  // The browser itself says that there is no adapter, and the page has no icon.
  expect(lines.filter((line) => /exceptionDetails|Sotto:/.test(line))).toEqual([]);
  await close();
});
