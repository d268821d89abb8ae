import { test } from './support/cloud.ts';
import type { CloudServer } from './support/cloud-server.ts';
import { ofPanel, painted } from './support/panel.ts';
import { proofreadLetter } from './support/proofread.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

// What somebody sees of the changes: in forced colors, in joined scripts, where there is hardly room.

const original =
  'Okay, we recieve the parcel on monday. Its size is okay for us. The box was to big for the shelf. Than we called.';
const corrected =
  'Fine, we receive the parcel on Monday. Its size is fine for us. The box was too big for the shelf. Then we called.';

type Given = {
  readonly options: Page;
  readonly cloud: CloudServer;
  readonly size?: readonly [number, number];
  readonly texts?: readonly [string, string];
};

function proofread(sotto: Sotto, given: Given): Promise<Page> {
  const { options, cloud, size = [700, 600], texts = [original, corrected] } = given;
  const html = `<!doctype html><meta charset="utf-8"><title>A</title><textarea aria-label="Letter">${texts[0]}</textarea>`;
  return proofreadLetter(sotto, { options, cloud, html, answer: texts[1], size });
}

test('in forced colors a pressed button and the current change look like it', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  const features = [{ name: 'forced-colors', value: 'active' }];
  await page.tab.session.send('Emulation.setEmulatedMedia', { features });
  const look = (selector: string) =>
    ofPanel<[string, string]>(
      page,
      `function () {
        const { backgroundColor, outlineStyle } = getComputedStyle(this.querySelector('${selector}'));
        return [backgroundColor, outlineStyle];
      }`,
    );
  expect((await look('[data-current=true]'))[1]).toBe('solid');
  expect((await look('[data-current=false]'))[1]).toBe('none');
  const [before] = await look('[aria-pressed=false]');
  await page.screen.click('button', 'Preview');
  expect((await look('[aria-pressed=true]'))[0]).not.toBe(before);
  await sotto.close(page);
});

test('Arabic letters join neither from the old word to the new one nor to their neighbors', async ({
  sotto,
  options,
  cloud,
}) => {
  const texts = ['ذهبت الى المدرسه في يوم', 'ذهبت إلى المدرسة في يوم'] as const;
  const page = await proofread(sotto, { options, cloud, texts });
  const [shown, alone] = await ofPanel<[number[], number[]]>(
    page,
    `function () {
      const words = [...this.querySelectorAll('del, ins')];
      const width = (element) => element.getBoundingClientRect().width;
      const shown = words.map(width);
      return [shown, words.map((word) => {
        const alone = word.cloneNode(true);
        alone.style.display = 'inline-block';
        word.parentElement.parentElement.append(' ', alone);
        const itsWidth = width(alone);
        alone.remove();
        return itsWidth;
      })];
    }`,
  );
  expect(shown.length).toBeGreaterThanOrEqual(2);
  for (const [index, width] of shown.entries()) expect(width).toBeCloseTo(alone[index] ?? 0, 1);
  await sotto.close(page);
});

test('what is drawn around a change is not cut at the edges of the text', async ({
  sotto,
  options,
  cloud,
}) => {
  const page = await proofread(sotto, { options, cloud });
  const [left, bottom, shift] = await ofPanel<[number, number, number]>(
    page,
    `function () {
      const box = this.querySelector('.text').getBoundingClientRect();
      const rects = [...this.querySelectorAll('.change')].flatMap((mark) => [...mark.getClientRects()]);
      const left = Math.min(...rects.map((rect) => rect.left));
      return [
        left - box.left,
        box.bottom - Math.max(...rects.map((rect) => rect.bottom)),
        left - this.querySelector('.status').getBoundingClientRect().left,
      ];
    }`,
  );
  expect(left).toBeGreaterThanOrEqual(3);
  expect(bottom).toBeGreaterThanOrEqual(3);
  expect(shift).toBe(0);
  await sotto.close(page);
});

/** Of the panel's parts, which can be seen in the middle of their first line, with nothing over it. */
function seenOf(page: Page, selectors: readonly string[]): Promise<string[]> {
  return ofPanel(
    page,
    `function () {
      const isSeen = (part) => {
        const { left, top, width, height } = part.getClientRects()[0];
        const above = this.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
        return part.contains(above);
      };
      return ${JSON.stringify(selectors)}.filter((selector) => isSeen(this.querySelector(selector)));
    }`,
  );
}

for (const size of [
  [400, 260],
  [320, 150],
] as const)
  test(`in a window of ${size.join('×')} the change that was gone to is seen, and what goes on`, async ({
    sotto,
    options,
    cloud,
  }) => {
    const texts = [`${original} `.repeat(3), `${corrected} `.repeat(3)] as const;
    const page = await proofread(sotto, { options, cloud, size, texts });
    const next = '[aria-label="Next change"]';
    for (let step = 1; step <= 14; step += 1) {
      await page.screen.click('button', 'Next change');
      await painted(page);
      const parts = ['[data-current=true]', next];
      expect(await seenOf(page, parts)).toEqual(parts);
    }
    await page.screen.click('button', 'Reject all');
    await page.screen.click('button', 'Accept all');
    await page.screen.click('button', 'Replace');
    await page.screen.waitFor('StaticText', /^Replaced\./);
    expect(await page.evaluate("document.querySelector('textarea').value.trim()")).toBe(
      texts[1].trim(),
    );
    await sotto.close(page);
  });
