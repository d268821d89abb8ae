import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../tools/browser/until.mjs';
import { ModelHub } from '../../tools/model-hub/hub.mjs';
import { all, cut, type Manner } from '../../tools/model-hub/manners.mjs';
import { inShards } from '../../tools/model-hub/sharded-model.mjs';
import { test } from './support/fresh.ts';
import {
  chooseFolder,
  download,
  isReady,
  modelAnswers,
  openOptions,
} from './support/models-page.ts';
import { expect, modelName } from './support/sotto.ts';

// Files that come from elsewhere than the host that the package's policy names.

const folder = `tests/fixtures/${modelName}`;
const shard = 'params_shard_2.bin';
const half = 98_432;

/** As most servers do, which keep large files themselves. */
const direct: Manner = ({ headers }, { bytes, begin }) => ({
  status: begin > 0 ? 206 : 200,
  headers: {
    'access-control-allow-origin': headers['access-control-allow-origin'] ?? '*',
    'access-control-expose-headers': 'content-range',
    'content-range': `bytes ${begin}-${bytes.length - 1}/${bytes.length}`,
  },
  body: bytes.subarray(begin),
});

test('a mirror is asked in place of the host, through a door of its own, and resumed like it', async ({
  fresh,
  host,
}) => {
  const mirror = new ModelHub();
  await mirror.open();
  const model = mirror.add(`hub/${modelName}`, inShards(folder, 5));
  for (const path of model.repository.files.keys()) model.redirects.answer(path, direct);
  model.redirects.next(shard, all(direct, cut(half)));
  const options = await openOptions(fresh);
  await options.screen.click('DisclosureTriangle', 'Another source for models');
  await options.screen.click('textbox', 'Mirror’s address');
  await options.screen.type(`${mirror.origin}/hub/`);
  await options.screen.click('button', 'Save');
  await download(options);
  await isReady(options);
  expect(host.asked).toEqual([]);
  const begins = model.exchanges.filter(({ path }) => path === shard).map(({ begin }) => begin);
  expect(begins).toEqual([0, half]);
  await modelAnswers(fresh);
  await mirror.close();
});

test('a folder is imported without any host, and one that lacks a file is told', async ({
  fresh,
  host,
}) => {
  await host.close();
  const path = test.info().outputPath(modelName);
  cpSync(folder, path, { recursive: true });
  const options = await openOptions(fresh);
  rmSync(join(path, 'tokenizer.json'));
  await options.screen.waitFor('button', `Download ${modelName}…`);
  await chooseFolder(options, path);
  const missing = 'Some of the model’s files are missing';
  await until('the alert', async () => (await options.screen.text('alert')).includes(missing));
  cpSync(join(folder, 'tokenizer.json'), join(path, 'tokenizer.json'));
  await options.screen.waitFor('button', `Download ${modelName}…`);
  await chooseFolder(options, path);
  await isReady(options);
  expect(host.asked).toEqual([]);
  await modelAnswers(fresh);
});
