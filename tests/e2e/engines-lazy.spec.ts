import { articleHtml } from './support/article.ts';
import { closeEngineRoom, watchWorkers } from './support/engine-room.ts';
import { byPopup, finished, selectParagraph } from './support/panel.ts';
import { expect, type Sotto, test } from './support/sotto.ts';

/** Those of an engine room that was opened anew, from its first moment on. */
async function watched(sotto: Sotto, script: 'model-host' | 'cpu-host' | 'proofreader') {
  await closeEngineRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  await options.screen.waitFor('heading', 'Who answers');
  const workers = await watchWorkers(sotto, script);
  await sotto.close(options);
  return workers;
}

test('an engine is loaded when it is asked and not before: the rules with the first proofreading', async ({
  sotto,
}) => {
  const rules = await watched(sotto, 'proofreader');
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Instant');
  expect(rules.started).toBe(0);
  await sotto.close(page);

  const other = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(other, /^The old tide mill/);
  await byPopup(sotto, other, 'Proofread selection');
  expect(await finished(other)).toMatch(/^Done/m);
  expect(rules.started).toBe(1);
  await sotto.close(other);
});

test('without a model no engine that would run one is loaded, whatever is asked', async ({
  sotto,
}) => {
  for (const script of ['cpu-host', 'model-host'] as const) {
    const workers = await watched(sotto, script);
    const page = await sotto.open(sotto.pages.put('/article', articleHtml));
    await selectParagraph(page, /^The old tide mill/);
    await byPopup(sotto, page, 'Rewrite selection');
    expect(await finished(page)).toMatch(/^Not finished/m);
    expect(workers.started).toBe(0);
    await sotto.close(page);
  }
});
