import { openOptions } from './support/models-page.ts';
import { expect, test } from './support/sotto.ts';

test.use({ gpu: false });

test('without a GPU the page says why, what works instead, and offers no model', async ({
  sotto,
}) => {
  const options = await openOptions(sotto);
  await options.screen.waitFor(
    'StaticText',
    /^No usable graphics processor .* instant summaries can/,
  );
  await options.screen.waitForGone('region', 'Your own models');
  const { screen } = options;
  expect(await screen.text('article', 'tiny-llama')).toContain('Not downloaded');
  for (const button of [/^Download/, 'Import from a folder…', 'Measure again'])
    expect(await screen.find('button', button)).toBeUndefined();
  expect(await screen.find('alert')).toBeUndefined();
  await sotto.close(options);
});
