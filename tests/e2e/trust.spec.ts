import { killServiceWorker } from './support/engine-room.ts';
import { openHostile, refused, start } from './support/hostile.ts';
import { expect, test } from './support/sotto.ts';

test.use({ gpu: false });

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
  pace: 'usual',
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
    'status.js',
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
