import { until } from '../../../tools/browser/until.mjs';
import { articleHtml } from './article.ts';
import type { ModelHost } from './model-host.ts';
import { byPopup, selectParagraph, writing } from './panel.ts';
import { expect, modelName, type Page, type Sotto } from './sotto.ts';

/** The options page's part about models, as a person uses it. */

const patience = { timeoutMs: 60_000 };

export function openOptions(sotto: Sotto): Promise<Page> {
  return sotto.openOwn('src/options/options.html');
}

/** What the model's card says. */
export function card({ screen }: Page): Promise<string> {
  return screen.text('article', modelName);
}

export async function cardSays(options: Page, words: string): Promise<string> {
  let seen = '';
  return until(
    () => `the card to say “${words}”. It said:\n${seen}`,
    async () => {
      seen = await card(options);
      return seen.includes(words) ? seen : null;
    },
    patience,
  );
}

export async function download({ screen }: Page): Promise<void> {
  await screen.click('button', `Download ${modelName}…`);
  await screen.click('button', 'Download');
}

export async function isReady(options: Page): Promise<void> {
  await options.screen.waitFor('radio', `Answer with ${modelName}`, patience);
  expect(await options.screen.find('alert')).toBeUndefined();
}

export async function deleteModel({ screen }: Page): Promise<void> {
  await screen.click('button', `Delete ${modelName}`);
  await screen.click('button', 'Delete');
}

/** Names of the files of models that WebLLM would find. */
export async function filesOnDisk(options: Page): Promise<string[]> {
  const urls = await options.evaluate<string[]>(`(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const keys = await Promise.all(caches_.map((cache) => cache.keys()));
    return keys.flat().map(({ url }) => url);
  })()`);
  return urls.map((url) => url.split('/').at(-1) ?? '').sort();
}

/** Bytes of what has come and is not verified yet, by the name of its file. */
export function partsOnDisk(options: Page): Promise<Record<string, number>> {
  return options.evaluate(`(async () => {
    const sizes = {};
    const walk = async (folder) => {
      for await (const handle of folder.values())
        if (handle.kind === 'directory') await walk(handle);
        else sizes[decodeURIComponent(handle.name)] = (await handle.getFile()).size;
    };
    await walk(await navigator.storage.getDirectory());
    return sizes;
  })()`);
}

export async function optionsWithModel(sotto: Sotto): Promise<Page> {
  const options = await openOptions(sotto);
  await download(options);
  await isReady(options);
  return options;
}

/** The shard that `downloadAllButHalf` leaves. */
export const held = 'params_shard_2.bin';

/** Begins a download and waits until one shard alone is missing, of which half has come. Returns the other files. */
export async function downloadAllButHalf(options: Page, host: ModelHost): Promise<string[]> {
  host.answer(held, 'held');
  await download(options);
  const others = [...host.files.keys()].filter((name) => name !== held).sort();
  await until('all other files', async () => String(await filesOnDisk(options)) === String(others));
  expect(host.isHolding(held)).toBe(true);
  return others;
}

/** The model writes in the panel of a page. */
export async function modelAnswers(sotto: Sotto): Promise<void> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Rewrite selection');
  expect(await writing(page)).toContain(`${modelName} · on this device`);
}

/** As by a person, in the picker that the button opens. */
export async function chooseFolder({ tab: { session } }: Page, path: string): Promise<void> {
  const expression = `document.querySelector('[aria-labelledby=own-models] input[type=file]')`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId ?? '' });
}
