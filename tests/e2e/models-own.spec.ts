import { cpSync } from 'node:fs';
import { until } from '../../tools/browser/until.mjs';
import { localModelPort } from '../../tools/local-model/port.mjs';
import { ModelHub } from '../../tools/model-hub/hub.mjs';
import { inShards } from '../../tools/model-hub/sharded-model.mjs';
import { articleHtml } from './support/article.ts';
import { test as shared } from './support/fresh.ts';
import { chooseFolder, filesOnDisk, openOptions as open } from './support/models-page.ts';
import { byPopup, finished, selectParagraph } from './support/panel.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

const folder = `tests/fixtures/${modelName}`;
const patience = { timeoutMs: 60_000 };

const test = shared.extend<{ readonly hub: ModelHub }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
  hub: async ({}, use) => {
    const hub = new ModelHub(localModelPort);
    await hub.open();
    await use(hub);
    await hub.close();
  },
});

/** The tiny model's files with something else in its configuration. */
function withConfig(change: (config: Record<string, object>) => object): Map<string, Buffer> {
  const files = inShards(folder, 3);
  const name = 'mlc-chat-config.json';
  const config = JSON.parse(String(files.get(name)));
  return files.set(name, Buffer.from(JSON.stringify({ ...config, ...change(config) })));
}

/** A folder of this name with the tiny model's files, chosen as by a person. */
async function chooseCopy(options: Page, name: string): Promise<void> {
  await options.screen.waitFor('textbox', 'Address of the model');
  const path = test.info().outputPath(name);
  cpSync(folder, path, { recursive: true });
  await chooseFolder(options, path);
}

/** With all that is learned of this device: until then its parts move, also from under a click. */
async function openOptions(sotto: Sotto): Promise<Page> {
  const options = await open(sotto);
  await options.screen.waitFor('button', 'Measure again', patience);
  return options;
}

/** By the keyboard: what is answered moves the parts as well. */
async function lookAt(options: Page, address: string): Promise<void> {
  const { screen } = options;
  await until('the field to have the focus', async () => {
    await screen.click('textbox', 'Address of the model');
    return options.evaluate("document.activeElement.localName === 'input'");
  });
  await screen.press('Control+a');
  await screen.type(address);
  await screen.press('Enter');
}

test('a model is added by its address, downloaded, answers, and is gone with its files', async ({
  fresh,
  hub,
}) => {
  const { name } = hub.add('someone/tiny-tuned', inShards(folder, 3));
  const options = await openOptions(fresh);
  await lookAt(options, `${hub.origin}/${name}/tree/main`);
  await options.screen.click('button', 'Add');
  await options.screen.click('button', `Download ${name}…`);
  const card = await options.screen.text('article', name);
  expect(card).toContain('Added by you.');
  expect(card).toContain('Download about');
  await options.screen.click('button', 'Download');
  await options.screen.waitFor('radio', `Answer with ${name}`, patience);
  expect(await options.screen.find('alert')).toBeUndefined();
  expect(await filesOnDisk(options)).toContain('params_shard_2.bin');

  const page = await fresh.open(fresh.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(fresh, page, 'Summarize selection');
  await finished(page);
  expect(await page.panel()).toContain(name);

  await options.screen.click('button', `Remove ${name} and its files`);
  expect(await filesOnDisk(options)).not.toEqual([]);
  await options.screen.click('button', 'Delete');
  await options.screen.waitForGone('article', name);
  expect(await filesOnDisk(options)).toEqual([]);
});

test('a folder becomes the model that it is a copy of, or one of the person’s own', async ({
  fresh,
}) => {
  const options = await openOptions(fresh);
  const own = 'imported/tuned by me';
  await chooseCopy(options, 'tuned by me');
  await options.screen.waitFor('radio', `Answer with ${own}`, patience);
  expect(await options.screen.find('radio', `Answer with ${modelName}`)).toBeUndefined();
  expect(await options.screen.text('article', own)).toContain('No terms came with it');
  await options.screen.click('button', `Delete ${own}`);
  expect(await options.screen.text('article', own)).toContain('the folder that it came from');
  await options.screen.click('button', 'Cancel');
  await chooseCopy(options, modelName);
  await options.screen.waitFor('radio', `Answer with ${modelName}`, patience);
});

test('a model that no library fits is refused with the reason', async ({ fresh, hub }) => {
  hub.add(
    'someone/larger',
    withConfig(({ model_config }) => ({ model_config: { ...model_config, hidden_size: 256 } })),
  );
  hub.add(
    'someone/packed',
    withConfig(() => ({ quantization: 'q4f16_1' })),
  );
  hub.add('someone/pictures', new Map([['mlc-chat-config.json', Buffer.from('{}')]]));
  const options = await openOptions(fresh);
  const refusals = [
    [`${hub.origin}/someone/larger`, 'of another size'],
    [`${hub.origin}/someone/packed`, 'packed otherwise'],
    [`${hub.origin}/someone/pictures`, 'no model in MLC’s format'],
    [`${hub.origin}/someone/nobody`, 'not at this address'],
    [`${hub.origin}/${modelName}`, 'one of the models above'],
    ['https://models.invalid/a/b', 'did not send everything'],
    ['a model of mine', 'isn’t a model’s address'],
  ] as const;
  for (const [address, words] of refusals) {
    await lookAt(options, address);
    let said = '';
    await until(
      () => `“${words}” of ${address}. It said: ${said}`,
      async () => {
        said = await options.screen.text('region', 'Your own models');
        return said.includes(words);
      },
      patience,
    );
  }
  expect(await options.screen.find('button', 'Add')).toBeUndefined();
});
