import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import type { Ask, Calls, Start, Streams } from '../../src/protocol/contract.ts';
import { until } from '../../tools/browser/until.mjs';
import { articleHtml } from './support/article.ts';
import { killServiceWorker } from './support/engine-room.ts';
import { test } from './support/fresh.ts';
import { IsolatedWorld } from './support/isolated-world.ts';
import { ModelHost } from './support/model-host.ts';
import { byPopup, finished, selectParagraph } from './support/panel.ts';
import { expect, modelName, type Page, type Sotto } from './support/sotto.ts';

// A page that owns its renderer can say whatever a content script can, and read whatever it can.

// The model of one test must not be there for another: it has a browser of its own.
test.use({ gpu: false });

const ask: Ask = {
  choice: { tool: 'summarize', type: 'headline', length: 'short' },
  source: 'page',
};
const start: Start = { ...ask, route: 'device', server: null, refusal: null };
const baseUrl = 'https://evil.example/v1';
const model = { modelId: modelName };
const refused = { error: { code: 'refused', message: expect.any(String) } };

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
  startTransfer: { ...model, kind: 'download' },
  pauseTransfer: model,
  cancelTransfer: model,
  deleteModel: model,
  deleteEverything: null,
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

/** A page with the content script in it, and the world from which that script speaks. */
async function openHostile(sotto: Sotto): Promise<{ page: Page; world: IsolatedWorld }> {
  const page = await sotto.open(sotto.pages.put('/article', articleHtml));
  await selectParagraph(page, /^The old tide mill/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return { page, world: await IsolatedWorld.of(page) };
}

/** All that a forged message could change, as our own page sees it. */
async function truth(options: Page, host: ModelHost): Promise<object> {
  const stored = await options.evaluate<object>(`(async () => ({
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
    files: (await Promise.all(['webllm/model', 'webllm/config'].map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().sort(),
  }))()`);
  const card = await options.screen.text('article', modelName);
  return { ...stored, card, asked: [...host.asked], hungUp: [...host.hungUp] };
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

test('malformed messages are refused one by one, and the next good one is answered', async ({
  sotto,
}) => {
  const { page, world } = await openHostile(sotto);
  for (const message of malformedCalls)
    expect(await world.send(message), JSON.stringify(message)).toEqual(refused);
  for (const [name, message] of malformedStreams)
    expect(await world.ask(name, message), `${name} ${JSON.stringify(message)}`).toEqual(refused);
  expect(await world.send({ verb: 'ensureEngine', args: null })).toEqual({ result: null });
  expect(await world.ask('sotto:run', { args: run })).toMatchObject({ item: { type: 'draft' } });
  await sotto.close(page);
});

const malformedCalls = [
  'startInTab',
  7,
  true,
  [],
  ['startInTab'],
  {},
  { verb: null, args: null },
  { verb: { toString: 'openOptions' } },
  { verb: '' },
  { verb: 'nothing', args: null },
  { verb: 'run', args: null },
  { verb: 'start', args: start },
  { verb: 'startInTab' },
  { verb: 'constructor', args: null },
  { verb: '__proto__', args: null },
  { verb: 'hasOwnProperty', args: 'startInTab' },
  JSON.parse('{"__proto__":{"verb":"openOptions","args":null}}'),
];

const run = {
  choice: start.choice,
  text: 'A first sentence. A second one follows it.',
  language: 'en',
  route: 'device',
  origin: { sites: [], isPrivate: false },
};
const longText = 'A sentence. '.repeat(500_000);

const malformedStreams: [string, unknown][] = [
  ['sotto:', { args: null }],
  ['sotto:nothing', { args: null }],
  ['sotto:ensureEngine', { args: null }],
  ['sotto:constructor', { args: null }],
  ['sotto:__proto__', { args: null }],
  ['sotto:toString', { args: null }],
  ['sotto:run', null],
  ['sotto:run', 'run'],
  ['sotto:run', []],
  ['sotto:run', {}],
  ['sotto:run', { args: null }],
  ['sotto:run', { args: [run] }],
  ['sotto:run', { args: { ...run, text: 7 } }],
  ['sotto:run', { args: { ...run, text: null } }],
  ['sotto:run', { args: { ...run, text: [run.text] } }],
  ['sotto:run', { args: { ...run, language: {} } }],
  ['sotto:run', { args: { ...run, choice: undefined } }],
  ['sotto:run', { args: { ...run, route: 'cloud' } }],
  ['sotto:approve', { args: null }],
  ['sotto:approve', { args: { ticket: 'x'.repeat(37), text: 'Hello' } }],
  ['sotto:run', { args: { ...run, choice: 'summarize' } }],
  ['sotto:run', { args: { ...run, choice: { ...run.choice, tool: 'constructor' } } }],
  ['sotto:run', { args: { ...run, choice: { ...run.choice, length: '__proto__' } } }],
  ['sotto:run', { args: { ...run, text: longText } }],
];

test('a port with a foreign name gets no answer, and disturbs no later one', async ({ sotto }) => {
  const { page, world } = await openHostile(sotto);
  await world.evaluate(`globalThis.heard = [];
    for (const name of ['', 'foreign', 'Sotto:run', ' sotto:run', '__proto__']) {
      const port = chrome.runtime.connect({ name });
      port.onMessage.addListener((frame) => heard.push([name, frame]));
      port.postMessage({ args: ${JSON.stringify(run)} });
    }`);
  expect(await world.ask('sotto:run', { args: run })).toMatchObject({ item: { type: 'draft' } });
  expect(await world.evaluate('globalThis.heard')).toEqual([]);
  await sotto.close(page);
});

test('storage is closed to the content script, also while a killed service worker wakes', async ({
  sotto,
}) => {
  const { page, world } = await openHostile(sotto);
  await world.evaluate(watchStorage);
  expect(await world.evaluate(readStorage)).toEqual([]);
  const options = await sotto.openOwn('src/options/options.html');
  // The page's own calls would wake a service worker that was killed before them.
  await options.screen.waitFor('StaticText', /^No usable graphics processor/);
  await killServiceWorker(sotto);
  expect(await world.evaluate(readStorage)).toEqual([]);
  expect(await world.evaluate(readStorageWhileWaking)).toEqual([]);
  // What is written now must not be heard of either.
  await options.evaluate(
    'Promise.all([chrome.storage.local.set({ secret: 1 }), chrome.storage.session.set({ secret: 1 })])',
  );
  expect(await world.evaluate(readStorage)).toEqual([]);
  expect(await world.send({ verb: 'ensureEngine', args: null })).toEqual({ result: null });
  expect(await world.evaluate('globalThis.heard')).toEqual([]);
  await options.evaluate(
    "Promise.all([chrome.storage.local.remove('secret'), chrome.storage.session.remove('secret')])",
  );
  await sotto.close(options);
  await sotto.close(page);
});

const watchStorage = `globalThis.heard = [];
  for (const area of ['local', 'session', 'sync', 'managed'])
    chrome.storage[area]?.onChanged.addListener((changes) => heard.push([area, changes]));
  chrome.storage.onChanged.addListener((changes, area) => heard.push([area, changes]));`;

/** What could be read: nothing, since each attempt is rejected. */
const readOnce = `async () => (await Promise.all(['local', 'session', 'sync', 'managed'].map((area) =>
  chrome.storage[area].get(null).then((found) => [area, found], () => null)))).filter(Boolean)`;
const readStorage = `(${readOnce})()`;
const readStorageWhileWaking = `(async () => {
  let awake = false;
  const waking = chrome.runtime.sendMessage({ verb: 'ensureEngine', args: null }).then(() => {
    awake = true;
  });
  const found = [];
  while (!awake) found.push(...(await (${readOnce})()));
  await waking;
  return found;
})()`;

test('a content script can command no other tab', async ({ sotto }) => {
  const bystander = await openHostile(sotto);
  await bystander.page.screen.click('button', 'Close');
  const { page, world } = await openHostile(sotto);
  expect(await world.evaluate('typeof chrome.tabs?.sendMessage')).toBe('undefined');
  expect(await world.evaluate('typeof chrome.scripting?.executeScript')).toBe('undefined');
  // All that it can send goes to the service worker, which knows no commands.
  expect(await world.send({ verb: 'start', args: start })).toEqual(refused);
  expect(await bystander.page.panel()).toBe('');
  await sotto.close(page);
  await sotto.close(bystander.page);
});

test('a web page reaches nothing of the extension', async ({ sotto }) => {
  const { page } = await openHostile(sotto);
  expect(await page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe('undefined');
  expect(await page.evaluate("'__sottoContent' in globalThis")).toBe(false);
  const root = `chrome-extension://${sotto.browser.extensionId}`;
  for (const file of [
    'manifest.json',
    'content.js',
    'reader.js',
    'icons/16.png',
    popup,
    options,
    door,
  ])
    expect(await page.evaluate(attempts(`${root}/${file}`)), file).toEqual([
      'fetch failed',
      'image failed',
      'script failed',
    ]);
  await sotto.close(page);
});

const popup = 'src/popup/popup.html';
const options = 'src/options/options.html';
const door = 'src/door/door.html';

const attempts = (url: string) => `Promise.all([
  fetch('${url}').then(() => 'fetch worked', () => 'fetch failed'),
  ...[['image', new Image()], ['script', document.createElement('script')]].map(
    ([name, element]) => new Promise((resolve) => {
      element.onload = () => resolve(name + ' worked');
      element.onerror = () => resolve(name + ' failed');
      element.src = '${url}';
      document.head.append(element);
    }),
  ),
])`;

test('a web page can frame none of our pages', async ({ sotto }) => {
  const root = `chrome-extension://${sotto.browser.extensionId}`;
  const own = [popup, options, 'src/offscreen/offscreen.html'];
  const frames = own.map((path) => `<iframe src="${root}/${path}"></iframe>`).join('');
  const page = await sotto.open(sotto.pages.put('/framing', `<title>framing</title>${frames}`));
  const { frameTree } = await page.tab.session.send('Page.getFrameTree');
  const shown = (frameTree.childFrames ?? []).map(({ frame }) => frame.url);
  expect(shown).toEqual(own.map(() => 'chrome-error://chromewebdata/'));
  await sotto.close(page);
});
