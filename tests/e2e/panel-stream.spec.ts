import { switchOn, test } from './support/cloud.ts';
import { HeldAnswer } from './support/cloud-answers.ts';
import type { CloudServer } from './support/cloud-server.ts';
import { IsolatedWorld } from './support/isolated-world.ts';
import {
  byPopup,
  finished,
  ofPanel,
  painted,
  panelShows,
  selectParagraph,
} from './support/panel.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

// What a reader may do while the answer comes; a server sends its pieces when it is told to.

const html =
  '<!doctype html><title>s</title><textarea aria-label="Note"></textarea><p>The old mill was sold in May for 300 pounds.</p>';

type Where = { readonly sotto: Sotto; readonly options: Page; readonly cloud: CloudServer };

async function asked({ sotto, options, cloud }: Where, answer: HeldAnswer): Promise<Page> {
  cloud.next(answer.behavior);
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  const page = await sotto.open(sotto.pages.put('/stream', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Rewrite selection');
  return page;
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `Line ${at + 1} of the answer.\n`);
}

/** What is selected in the panel. */
function selected(page: Page): Promise<string> {
  return ofPanel(page, 'function () { return String(this.getRootNode().getSelection()); }');
}

/** What the person's own Ctrl+C and Ctrl+V bring into the page. */
async function copied(page: Page): Promise<string> {
  await page.screen.press('Control+c');
  await page.screen.click('textbox', 'Note');
  await page.screen.press('Control+v');
  return page.evaluate("document.querySelector('textarea').value");
}

test('what is selected in the answer stays selected while it grows, and can be copied', async ({
  sotto,
  options,
  cloud,
}) => {
  const answer = new HeldAnswer(['Extraordinarily ', 'good, ', 'and more.\n', '\nA second line.']);
  const page = await asked({ sotto, options, cloud }, answer);
  answer.release(2);
  await panelShows(page, /Extraordinarily good,/);
  await page.screen.click('StaticText', /^Extraord/, { count: 2 });
  const word = await selected(page);
  expect(word.trim()).toBe('Extraordinarily');
  answer.releaseAll();
  await finished(page);
  expect(await selected(page)).toBe(word);
  expect(await copied(page)).toBe(word);
  await sotto.close(page);
});

test('points and empty lines are copied as they were written', async ({
  sotto,
  options,
  cloud,
}) => {
  const answer = new HeldAnswer(['Two points:\n\n-', ' One,\n', '- two', '.\n\nNo ', 'more.']);
  const page = await asked({ sotto, options, cloud }, answer);
  answer.releaseAll();
  await finished(page);
  await ofPanel(
    page,
    `function () { this.getRootNode().getSelection().selectAllChildren(this.querySelector('.text')); }`,
  );
  expect(await copied(page)).toBe('Two points:\n\n- One,\n- two.\n\nNo more.');
  await sotto.close(page);
});

test('the second line of a point begins below the words of its first', async ({
  sotto,
  options,
  cloud,
}) => {
  const answer = new HeldAnswer(['No point here.\n', `- ${'A point of many words. '.repeat(6)}`]);
  const page = await asked({ sotto, options, cloud }, answer);
  answer.releaseAll();
  await finished(page);
  const [first = 0, second = 0, plain = 0] = await ofPanel<number[]>(
    page,
    `function () {
      const [line, point] = this.querySelectorAll('.text > div');
      const lefts = (element) => {
        const range = new Range();
        range.selectNodeContents(element);
        return [...range.getClientRects()].map(({ left }) => left);
      };
      return [...lefts(point).slice(0, 2), ...lefts(line)];
    }`,
  );
  expect(first).toBeCloseTo(plain);
  expect(second - first).toBeGreaterThan(5);
  await sotto.close(page);
});

test('a reader at the end is taken along, and one who has scrolled up is left in peace', async ({
  sotto,
  options,
  cloud,
}) => {
  const answer = new HeldAnswer(numbered(80));
  const page = await asked({ sotto, options, cloud }, answer);
  const scrolled = () =>
    ofPanel<[number, number]>(
      page,
      `function () {
        const { scrollTop, scrollHeight, clientHeight } = this.querySelector('.text');
        return [scrollTop, scrollHeight - scrollTop - clientHeight];
      }`,
    );
  answer.release(40);
  await panelShows(page, /Line 40 /);
  await painted(page);
  const [top, left] = await scrolled();
  expect(top).toBeGreaterThan(0);
  expect(left).toBeLessThan(2);
  await ofPanel(page, "function () { this.querySelector('.text').scrollTop = 60; }");
  answer.releaseAll();
  await finished(page);
  expect((await scrolled())[0]).toBe(60);
  await sotto.close(page);
});

test('a text that comes faster than frames is drawn once for each of them', async ({
  sotto,
  options,
  cloud,
}) => {
  const answer = new HeldAnswer(numbered(401));
  const page = await asked({ sotto, options, cloud }, answer);
  answer.release(1);
  await panelShows(page, /Line 1 /);
  const world = await IsolatedWorld.of(page);
  // How often the text grew between two frames, at the most, and all in all.
  await world.evaluate(`{
    const root = chrome.dom.openOrClosedShadowRoot(document.querySelector('[data-sotto-panel]'));
    globalThis.growths = { most: 0, all: 0 };
    let sinceFrame = 0;
    const text = root.querySelector('.text');
    new MutationObserver(() => {
      sinceFrame += 1;
      growths.all += 1;
      growths.most = Math.max(growths.most, sinceFrame);
    }).observe(text, { childList: true, characterData: true, subtree: true });
    const frame = () => {
      sinceFrame = 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }`);
  // Each of these takes a frame at least, and has far more lines than frames.
  for (const line of [101, 201, 301, 401]) {
    answer.release(100);
    await panelShows(page, new RegExp(`Line ${line} `));
  }
  expect(await world.evaluate('growths.all')).toBeGreaterThanOrEqual(4);
  expect(await world.evaluate('growths.most')).toBe(1);
  answer.releaseAll();
  await sotto.close(page);
});
