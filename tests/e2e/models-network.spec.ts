import { evaluate } from '../../tools/browser/evaluate.mjs';
import { articleHtml } from './support/article.ts';
import { watchWorkers } from './support/engine-room.ts';
import { fillCaches } from './support/fill-caches.ts';
import { test } from './support/fresh.ts';
import { ModelHost } from './support/model-host.ts';
import { byPopup, panelShows, selectParagraph } from './support/panel.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

async function ask(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  return page;
}

test('a model on disk is loaded without a network, and its worker has none', async ({
  fresh,
  host,
}) => {
  const options = await fresh.openOwn('src/options/options.html');
  await fillCaches(options, host);
  const workers = await watchWorkers(fresh, 'model-host');
  const page = await ask(fresh);
  expect(await panelShows(page, /^Done/m)).toContain(`${modelName} · on this device`);
  const url = JSON.stringify(ModelHost.urlOf('tokenizer.json'));
  const attempts: Record<string, string> = {
    fetch: `fetch(${url})`,
    'fetch of a request': `fetch(new Request(${url}))`,
    'Cache.add': `caches.open('planted').then((cache) => cache.add(${url}))`,
    'Cache.addAll': `caches.open('planted').then((cache) => cache.addAll([${url}]))`,
  };
  for (const [how, attempt] of Object.entries(attempts)) {
    const outcome = `${attempt}.then(() => 'fetched', ({ code }) => code)`;
    expect(await evaluate(need(workers.latest), outcome), how).toBe('corrupt-model');
  }
  const own = "fetch(new URL('/manifest.json', location.href)).then(({ ok }) => ok)";
  expect(await evaluate(need(workers.latest), own)).toBe(true);
  expect(host.asked).toEqual([]);
});

test('a file that is gone when the model is loaded is told, and not fetched', async ({
  fresh,
  host,
}) => {
  const options = await fresh.openOwn('src/options/options.html');
  await fillCaches(options, host);
  const shard = JSON.stringify(ModelHost.urlOf(host.shards[1] ?? ''));
  const remove = `caches.open('webllm/model').then((cache) => cache.delete(${shard}))`;
  // The engine room has looked, and the model's worker has not.
  await watchWorkers(fresh, 'model-host', () => options.evaluate(remove));
  const page = await ask(fresh);
  const panel = await panelShows(page, /^Done/m);
  expect(panel).toContain('The model’s files are damaged.');
  expect(panel).toContain('Instant · the text’s own sentences');
  expect(host.asked).toEqual([]);
});

function need<Value>(value: Value | null): Value {
  if (value === null) throw new Error('There is none.');
  return value;
}
