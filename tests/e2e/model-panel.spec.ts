import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { closeEngineRoom } from './support/engine-room.ts';
import { byPopup, ofPanel, panelShows, selectParagraph } from './support/panel.ts';
import { expect, test } from './support/sotto.ts';

// A real model on a software adapter writes over the instant draft.
test.use({ gpu: true });

test('while the model is loaded the panel says how many bytes of how many', async ({
  sotto,
  model,
}) => {
  expect(model.name).not.toBe('');
  // A test before this one may have left the model in memory.
  await closeEngineRoom(sotto);
  const page = await sotto.open(sotto.pages.put('/load', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await panelShows(page, /(?:from disk|Loading the model)…\s+\d.* of 0.9 MB/);
  await page.screen.click('button', 'Close');
  await sotto.close(page);
});

test('the panel does not leap when the first words of a model take the place of the draft', async ({
  sotto,
  model,
}) => {
  expect(model.name).not.toBe('');
  const page = await sotto.open(sotto.pages.put('/draft', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await page.screen.waitFor('dialog', 'Sotto: Summarize');
  const seen: { phase: string; height: number; bottom: number }[] = [];
  await until(
    'the end',
    async () => {
      const now = await ofPanel<(typeof seen)[number]>(
        page,
        `function () {
          const status = this.querySelector('[role=status]').textContent;
          const phase = status.startsWith('Done') ? 'done' : status === 'Writing…' ? 'writing' : 'draft';
          const { bottom } = this.querySelector('footer').getBoundingClientRect();
          return { phase, height: this.offsetHeight, bottom };
        }`,
      );
      seen.push(now);
      return now.phase === 'done';
    },
    { timeoutMs: 90_000, everyMs: 30 },
  );
  const draft = seen.findLast(({ phase }) => phase === 'draft');
  const written = seen.filter(({ phase }) => phase === 'writing');
  expect(written.length).toBeGreaterThan(0);
  for (const { height, bottom } of written) {
    expect(height).toBeGreaterThanOrEqual(draft?.height ?? Number.NaN);
    expect(bottom).toBeGreaterThanOrEqual((draft?.bottom ?? Number.NaN) - 1);
  }
  await sotto.close(page);
});
