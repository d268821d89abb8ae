import { evaluate } from '../../tools/browser/evaluate.mjs';
import {
  attach,
  extensionTarget,
  listTargets,
  offscreenDocument,
  serviceWorker,
} from '../../tools/browser/targets.mjs';
import { until } from '../../tools/browser/until.mjs';
import { setCloud, switchOn, test } from './support/cloud.ts';
import { redirect } from './support/cloud-faults.ts';
import { IsolatedWorld } from './support/isolated-world.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { raiseMenuClick } from './support/raised.ts';
import { expect, Page, type Sotto } from './support/sotto.ts';

// A page that owns its renderer can say whatever a content script can.

const html = '<!doctype html><p>The old mill in Carnforth was sold in May for 300 pounds.</p>';
const key = 'sk-test-Zq81vLmX04TnB7';
const refused = { error: { code: 'refused', message: expect.any(String) } };
const run = {
  choice: { tool: 'rewrite', style: 'concise', instruction: '' },
  text: 'A forged text.',
  language: 'en',
  route: 'server',
  pace: 'usual',
  origin: { sites: [], isPrivate: false },
};

async function openHostile(sotto: Sotto): Promise<{ page: Page; world: IsolatedWorld }> {
  const page = await sotto.open(sotto.pages.put('/mill', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return { page, world: await IsolatedWorld.of(page) };
}

/** Asks the server and stays on the line. Returns the ticket. */
async function askAndHold(world: IsolatedWorld): Promise<string> {
  return world.evaluate(`new Promise((resolve) => {
    globalThis.held = chrome.runtime.connect({ name: 'sotto:run' });
    globalThis.frames = [];
    held.onMessage.addListener((frame) => {
      frames.push(frame);
      if (frame.item?.type === 'consent') resolve(frame.item.ticket);
    });
    held.postMessage({ args: ${JSON.stringify(run)} });
  })`);
}

test('a forged question gets no answer without a consent, and a forged consent is none', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  await options.evaluate(
    `chrome.storage.local.set({ 'server-key': ${JSON.stringify({
      origin: new URL(cloud.base).origin,
      key,
    })} })`,
  );
  const one = await openHostile(sotto);
  expect(await one.world.send({ verb: 'serverKey', args: { baseUrl: cloud.base } })).toEqual(
    refused,
  );
  const other = await openHostile(sotto);

  const smuggled = {
    ...run,
    baseUrl: 'https://evil.example/v1',
    key: 'x',
    ticket: 'x',
    consent: 'always',
  };
  const answer = await one.world.ask('sotto:run', { args: smuggled });
  const { host } = new URL(cloud.base);
  expect(answer).toMatchObject({
    item: { type: 'consent', preview: { server: { host, model: 'test-model' } } },
  });
  for (const secret of [key, cloud.base, 'evil'])
    expect(JSON.stringify(answer)).not.toContain(secret);

  const ticket = await askAndHold(one.world);
  const yes = (of: string) => ({ args: { ticket: of, text: 'A forged text.' } });
  expect(await one.world.ask('sotto:approve', yes(crypto.randomUUID()))).toEqual(refused);
  expect(await other.world.ask('sotto:approve', yes(ticket))).toEqual(refused);
  expect(cloud.all).toEqual([]);

  // What the panel itself would say: the person's own click, as far as anybody can tell.
  expect(await one.world.ask('sotto:approve', yes(ticket))).toEqual({ end: true });
  await until('the one request', async () => cloud.requests.length === 1);
  expect(await one.world.ask('sotto:approve', yes(ticket))).toEqual(refused);
  await until('the answer', () => one.world.evaluate('frames.some(({ end }) => end)'));
  expect(cloud.requests.length).toBe(1);
  expect(JSON.stringify(await one.world.evaluate('frames'))).not.toContain(key);

  await setCloud(sotto, options, { isOn: false });
  expect(await one.world.ask('sotto:run', { args: run })).toMatchObject({
    error: { code: 'cloud-off' },
  });
  await sotto.close(one.page);
  await sotto.close(other.page);
});

test('a content script can take its own site’s leave away, and give none', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { sites: { 'bank.example': 'allow' } });
  const { page, world } = await openHostile(sotto);
  const site = new URL(sotto.pages.urlOn('localhost', '/')).host;
  expect(await world.send({ verb: 'neverHere', args: { site: 'bank.example' } })).toEqual({
    result: true,
  });
  const stored = await options.evaluate<string>(
    'chrome.storage.local.get().then(({ settings }) => JSON.stringify(settings.cloud.sites))',
  );
  expect(JSON.parse(stored)).toEqual({ 'bank.example': 'allow', [site]: 'never' });
  expect(await world.ask('sotto:run', { args: run })).toMatchObject({
    error: { code: 'cloud-never-here' },
  });
  for (const verb of ['allowHere', 'alwaysHere', 'saveSettings', 'settings'])
    expect(await world.send({ verb, args: null })).toEqual(refused);
  expect(cloud.all).toEqual([]);
  await sotto.close(page);
});

test('no room but the door reaches a server, and the door reaches nothing else', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const { cdp, extensionId } = sotto.browser;
  const page = await sotto.open(sotto.pages.put('/mill', html));
  const popup = await sotto.popup(page);
  await popup.waitFor('button', 'Summarize this page');
  const [popupTarget] = await listTargets(
    cdp,
    ({ url }) => url === `chrome-extension://${extensionId}/src/popup/popup.html`,
  );
  const rooms = {
    options: options.tab.session,
    popup: await attach(cdp, popupTarget?.targetId ?? ''),
    'service worker': await serviceWorker(cdp, extensionId),
    'engine room': await offscreenDocument(cdp, extensionId),
  };
  const knock = `fetch(${JSON.stringify(`${cloud.base}/models`)}).then(() => 'reached', () => 'refused')`;
  for (const [name, session] of Object.entries(rooms))
    expect(await evaluate(session, knock), name).toBe('refused');
  expect(cloud.all).toEqual([]);

  const [target] = await listTargets(cdp, extensionTarget(extensionId, 'iframe'));
  const door = await attach(cdp, target?.targetId ?? '');
  expect(await evaluate(door, knock)).toBe('reached');
  expect(await evaluate(door, 'origin')).toBe('null');
  expect(await evaluate(door, 'typeof globalThis.chrome?.runtime?.id')).toBe('undefined');
  for (const store of ['localStorage', 'sessionStorage', 'indexedDB.open("a")', 'document.cookie'])
    expect(
      await evaluate(
        door,
        `(() => { try { return typeof ${store} } catch { return 'closed' } })()`,
      ),
    ).toBe('closed');
  await sotto.closePopup();
  await sotto.close(page);
});

test('a private window is answered, and nothing of it is written down', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { route: 'server' });
  await allowInPrivateWindows(sotto);
  const { page, own } = await openPrivate(sotto, sotto.pages.put('/private', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Summarize selection');
  await panelShows(page, /^Send this to/m);
  expect(await page.screen.find('button', 'Never on this site')).toBeUndefined();
  await page.screen.click('button', 'Send');
  expect(await panelShows(page, /^Done/m)).toMatch(/^Receipt: \d+ bytes sent$/m);

  const popup = await sotto.popup(page);
  expect(await popup.find('combobox', /^Sending texts from/)).toBeUndefined();
  await popup.click('textbox', 'Your text');
  await popup.type('Another text, from the popup of a private window.');
  await popup.click('button', 'Rewrite text');
  await popup.click('button', 'Send');
  await until('the answer', async () => (await popup.text()).includes('A good answer.'));
  await sotto.closePopup();
  expect(cloud.requests.length).toBe(2);
  expect(await own.screen.text()).toContain('Nothing has ever been sent.');
  const stored = await own.evaluate<string>(`Promise.all(['local', 'session'].map((area) =>
    chrome.storage[area].get(null))).then(JSON.stringify)`);
  expect(stored).not.toContain('localhost');
  expect(stored).not.toContain('request:');
  await sotto.close(page);
  await sotto.close(own);
});

/** A page in a private window, and one of our own that can see what is stored. */
async function openPrivate(sotto: Sotto, url: string): Promise<{ page: Page; own: Page }> {
  const { cdp } = sotto.browser;
  const own = await sotto.openOwn('src/options/options.html');
  await own.screen.waitFor('StaticText', 'Nothing has ever been sent.');
  const window = { url, incognito: true, width: 900, height: 700 };
  await own.evaluate(`void chrome.windows.create(${JSON.stringify(window)})`);
  const find = (type: string) => async () =>
    (await listTargets(cdp, (one) => one.type === type && one.url === url))[0];
  const { targetId: pageId } = await until('the private window', find('page'));
  const { targetId: tabId } = await until('its tab', find('tab'));
  const page = new Page({ tabId, pageId, session: await attach(cdp, pageId) });
  await until('it to load', () => page.evaluate("document.readyState === 'complete'"));
  return { page, own };
}

/** As a person does it on the browser's own page for extensions. */
async function allowInPrivateWindows(sotto: Sotto): Promise<void> {
  const page = await sotto.open('chrome://extensions');
  const id = sotto.browser.extensionId;
  // Else what is unpacked would not come back: the browser loads it anew.
  await page.evaluate(
    'chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })',
  );
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${id}', incognitoAccess: true })`,
  );
  await until('it to be back', () =>
    page.evaluate(`chrome.developerPrivate.getExtensionInfo('${id}').then(({ incognitoAccess, state }) =>
      incognitoAccess.isActive && state === 'ENABLED')`),
  );
  await sotto.close(page);
}

test('a text of an excluded site goes to no server by way of the popup either', async ({
  sotto,
  options,
  cloud,
}) => {
  const site = new URL(sotto.pages.urlOn('localhost', '/')).host;
  const on = { consent: 'always', route: 'server' } as const;
  await switchOn(sotto, options, cloud, { ...on, sites: { [site]: 'never' } });
  const page = await sotto.open(sotto.pages.put('/mill', html));
  // No permission comes with it, so that nothing can be injected and the text goes to the popup.
  await raiseMenuClick(sotto, page, 'rewrite', 'The old mill was sold in May.');
  const excluded = await sotto.openedPopup();
  await until('an end', async () => /^Not finished/m.test(await excluded.text()));
  expect(await excluded.find('button', /^Ask 127/)).toBeUndefined();
  expect(cloud.all).toEqual([]);
  await sotto.closePopup();

  await setCloud(sotto, options, { sites: {} });
  await raiseMenuClick(sotto, page, 'rewrite', 'The old mill was sold in May.');
  const popup = await sotto.openedPopup();
  await until('an end', async () => /^Not finished/m.test(await popup.text()));
  expect(cloud.all).toEqual([]);
  await popup.click('button', /^Ask 127/);
  await until('the answer', async () => (await popup.text()).includes('A good answer.'));
  await sotto.closePopup();
  await sotto.close(page);
});

test('the door reaches its own server only, wherever that sends it on to', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const { cdp, extensionId } = sotto.browser;
  const [target] = await listTargets(cdp, extensionTarget(extensionId, 'iframe'));
  const door = await attach(cdp, target?.targetId ?? '');
  // There as soon as the frame is; bound once its script has begun, before which it does nothing.
  await until('the door to be bound', () =>
    evaluate(door, "document.querySelector('meta[http-equiv]') !== null"),
  );
  const elsewhere = `${cloud.baseOn('localhost')}/models`;
  const blocked = (url: string, mode: string) =>
    evaluate(door, `fetch('${url}', { mode: '${mode}' }).then(() => 'reached', () => 'refused')`);
  expect(await blocked(`${cloud.base}/models`, 'no-cors')).toBe('reached');
  expect(await blocked(elsewhere, 'cors')).toBe('refused');
  cloud.models = redirect(307, elsewhere);
  expect(await blocked(`${cloud.base}/models`, 'no-cors')).toBe('refused');
  expect(cloud.requests.map(({ headers }) => headers.host)).toEqual(
    Array.from({ length: 2 }, () => new URL(cloud.base).host),
  );
});

test('a page without an origin of its own can be excluded all the same', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const headers = { 'content-security-policy': 'sandbox allow-scripts' };
  const page = await sotto.open(sotto.pages.put('/sandboxed', html, headers));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  await page.screen.click('button', /^Ask 127/);
  await panelShows(page, /^Send this to/m);
  await page.screen.click('button', 'Never on this site');
  await panelShows(page, /^Nothing of this site will be sent/m);
  const world = await IsolatedWorld.of(page);
  expect(await world.ask('sotto:run', { args: run })).toMatchObject({
    error: { code: 'cloud-never-here' },
  });
  await sotto.close(page);
});
