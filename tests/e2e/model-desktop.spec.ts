import { articleHtml } from './support/article.ts';
import { byMenu, menuKeys, onScreen, openInFront, test } from './support/desk.ts';
import { missingTools } from './support/desktop.ts';
import { directAnswers } from './support/direct-web-llm.ts';
import { finished, folded, selectParagraph } from './support/panel.ts';
import { expect, modelSummary, rewriteConcisely } from './support/sotto.ts';

test.use({ gpu: true });

test.skip(missingTools.length > 0, `this machine lacks ${missingTools.join(', ')}`);

test('a real shortcut and the native menu show what WebLLM answers to the same prompt, cleaned', async ({
  desktop,
  sotto,
  model,
}) => {
  const page = await openInFront(sotto, sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  desktop.press('alt+shift+s');
  expect(await finished(page)).toContain(`${model.name} · on this device`);
  const summary = await page.result();
  await page.screen.click('button', 'Close');

  await selectParagraph(page, /^The old tide mill/);
  await byMenu(desktop, await onScreen(page, '#first'), menuKeys.rewriteConcisely);
  expect(await finished(page)).toContain(`${model.name} · on this device`);
  const rewrite = await page.result();
  await sotto.close(page);

  const direct = await directAnswers(sotto, modelSummary, rewriteConcisely);
  expect([summary, rewrite].map(folded)).toEqual(direct);
  expect([summary, rewrite]).not.toContain('');
});
