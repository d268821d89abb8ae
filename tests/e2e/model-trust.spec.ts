import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import type { Calls, Streams } from '../../src/protocol/contract.ts';
import { until } from '../../tools/browser/until.mjs';
import { test } from './support/fresh.ts';
import { ask, openHostile, refused } from './support/hostile.ts';
import { ModelHost } from './support/model-host.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

const baseUrl = 'https://evil.example/v1';
const model = { modelId: modelName };

/** Every verb that is not for content scripts, with arguments that would work: a new one does not compile until it is forged here. */
const forgedStreams = {
  configure: {
    settings: {
      ...defaultSettings,
      modelId: 'qwen3-0.6b',
      cloud: { ...defaultSettings.cloud, isOn: true, consent: 'always', baseUrl, model: 'evil' },
    },
    policy: noPolicy,
  },
  testServer: null,
  watchModels: null,
  describeDownload: model,
  describeOwnModel: { url: 'evil/model' },
  recognizeModel: { name: 'evil', config: null, list: null },
  startTransfer: { ...model, kind: 'download' },
  pauseTransfer: model,
  cancelTransfer: model,
  deleteModel: model,
  deleteEverything: null,
  measureDevice: null,
  builtInChanged: null,
} satisfies { [Verb in keyof Streams['pages']]: Streams['pages'][Verb]['args'] };

const forgedCalls = (tabId: number) =>
  ({
    startInTab: { tabId, start: ask },
    changeSettings: { modelId: 'qwen3-0.6b', cloud: { isOn: true, consent: 'always', baseUrl } },
    setSiteRule: { site: 'localhost', rule: 'allow' },
    announceDownloads: { isPending: true, badge: 'ready' },
    serverKey: { baseUrl: 'https://api.openai.com/v1' },
    recordRequest: {
      ...{ id: 'forged', at: 0, host: 'evil.example', purpose: 'rewrite' },
      ...{ sentBytes: 1, receivedBytes: 1, error: null },
    },
  }) satisfies {
    [Verb in keyof Calls['pages']]: Calls['pages'][Verb]['args'];
  };

/** All that a forged message could change, as our own page sees it. */
async function truth(options: Page, host: ModelHost): Promise<object> {
  const stored = await options.evaluate<object>(`(async () => ({
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
    files: (await Promise.all(['webllm/model', 'webllm/config'].map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().sort(),
  }))()`);
  const card = withoutProgress(await options.screen.text('article', modelName));
  return { ...stored, card, asked: [...host.asked], hungUp: [...host.hungUp] };
}

/** How far a download is, and how fast, is told anew by itself. */
function withoutProgress(card: string): string {
  return card.replace(/^.* of \d.*%.*\n/m, '');
}

test('no verb of our own pages can be forged, whatever the state of the model', async ({
  fresh: sotto,
  host,
}) => {
  const bystander = await openHostile(sotto);
  await bystander.page.screen.click('button', 'Close');
  const options = await sotto.openOwn('src/options/options.html');
  const tabId = await idOf(sotto, bystander.page, options);
  const { world } = await openHostile(sotto);

  const forgeEverything = async () => {
    const before = await truth(options, host);
    for (const [verb, args] of Object.entries(forgedStreams))
      expect(await world.ask(`sotto:${verb}`, { args }), verb).toEqual(refused);
    for (const [verb, args] of Object.entries(forgedCalls(tabId)))
      expect(await world.send({ verb, args }), verb).toEqual(refused);
    expect(await truth(options, host)).toEqual(before);
    expect(await bystander.page.panel()).toBe('');
  };

  await forgeEverything();
  expect(host.asked).toEqual([]);

  const [held = '', ...others] = host.shards;
  host.answer(held, 'held');
  // A page that nobody sees is not told of the models.
  await sotto.browser.cdp.send('Target.activateTarget', { targetId: options.tab.pageId });
  // The measurement that begins now changes the card by itself as well.
  const card = () => options.screen.text('article', modelName);
  await until('the measurement', async () => (await card()).includes('for a page of text'));
  await options.screen.click('button', `Download ${modelName}…`);
  await options.screen.click('button', 'Download');
  await until('all files but one', () => arrived(options, others), { timeoutMs: 30_000 });
  expect(host.isHolding(held)).toBe(true);
  await forgeEverything();

  host.release();
  await options.screen.waitFor('button', `Delete ${modelName}`, { timeoutMs: 60_000 });
  await forgeEverything();
});

/** The number by which the browser's API knows a tab: asked while it is in front. */
async function idOf(sotto: Sotto, { tab }: Page, options: Page): Promise<number> {
  await sotto.browser.cdp.send('Target.activateTarget', { targetId: tab.pageId });
  return options.evaluate(
    'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)',
  );
}

async function arrived(options: Page, files: string[]): Promise<boolean> {
  const urls = files.map(ModelHost.urlOf);
  return options.evaluate(`caches.open('webllm/model').then(async (cache) =>
    (await Promise.all(${JSON.stringify(urls)}.map((url) => cache.match(url)))).every(Boolean))`);
}
