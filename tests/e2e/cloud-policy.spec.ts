import { until } from '../../tools/browser/until.mjs';
import { countDoors, switchOn, test } from './support/cloud.ts';
import { CloudServer } from './support/cloud-server.ts';
import { startManaged, unmanageable } from './support/managed.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

test.skip(unmanageable !== '', unmanageable);

const html = '<!doctype html><p>The old mill in Carnforth was sold in May for 300 pounds.</p>';

/** A browser under these policies, with its options page, as soon as they are in force. */
async function managed(policy: object): Promise<{
  sotto: Sotto;
  options: Page;
  close: () => Promise<void>;
}> {
  const { sotto, close } = await startManaged(policy);
  const options = await sotto.openOwn('src/options/options.html');
  // Given to the extension after it was loaded; an installed one finds them at its start.
  await until('the policy', () =>
    options.evaluate('chrome.storage.managed.get().then((all) => Object.keys(all).length > 0)'),
  );
  return { sotto, options, close };
}

async function openPage(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/mill', html));
  await selectParagraph(page, /^The old/);
  return page;
}

test('an administrator can switch the cloud off for good', async () => {
  const cloud = await CloudServer.open();
  const { sotto, options, close } = await managed({ cloudAllowed: false });
  const wish = { isOn: true, baseUrl: cloud.base, model: 'test-model', consent: 'always' };
  await options.evaluate(
    `chrome.storage.local.set(${JSON.stringify({
      settings: { schemaVersion: 2, cloud: { ...wish, route: 'server' } },
    })})`,
  );
  await options.screen.waitFor('StaticText', 'Your administrator has switched this off.');
  const box = await options.screen.waitFor('checkbox', 'Let me ask a server');
  expect(JSON.stringify(box.properties)).toContain('"disabled"');
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Receipt: 0 bytes sent');
  expect(await page.screen.find('button', /^Ask /)).toBeUndefined();
  expect(await countDoors(sotto)).toBe(0);
  expect(cloud.all).toEqual([]);
  await close();
  await cloud.close();
});

test('an administrator can preset the company’s server with key and model, and pin it', async () => {
  const cloud = await CloudServer.open();
  const other = await CloudServer.open();
  const { sotto, options, close } = await managed({
    cloudServer: { baseUrl: cloud.base, model: 'company-model' },
    cloudKey: 'company-key',
    cloudAllowedHosts: [new URL(cloud.base).host],
  });
  // The person's own choice, which no longer counts.
  await switchOn(sotto, options, other, { consent: 'always', route: 'server' });
  await options.screen.waitFor('StaticText', 'Your administrator has set the server.');
  expect(await options.screen.text()).toContain(cloud.base);
  expect(await options.evaluate('document.documentElement.outerHTML')).not.toContain('company-key');
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toMatch(/^company-model · sent to 127\.0\.0\.1/m);
  expect(cloud.requests[0]?.headers.authorization).toBe('Bearer company-key');
  expect(other.all).toEqual([]);
  await close();
  await Promise.all([cloud.close(), other.close()]);
});

test('an administrator can limit hosts and models', async () => {
  const cloud = await CloudServer.open();
  const { sotto, options, close } = await managed({
    cloudAllowedHosts: ['ai.example.com', new URL(cloud.baseOn('localhost')).host],
    cloudModels: ['small', 'large'],
    localModels: ['qwen3-0.6b'],
  });
  await options.screen.waitFor('StaticText', 'Not allowed by your administrator');
  const on = { isOn: true, consent: 'always', route: 'server', model: 'huge' };
  const set = (baseUrl: string) =>
    options.evaluate(
      `chrome.storage.local.set(${JSON.stringify({
        settings: { schemaVersion: 2, cloud: { ...on, baseUrl } },
      })})`,
    );
  await set(cloud.base);
  await options.screen.waitFor(
    'StaticText',
    /^Your administrator allows only these hosts: ai\.exam/,
  );
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Receipt: 0 bytes sent');
  expect(cloud.all).toEqual([]);

  await set(cloud.baseOn('localhost'));
  await until('the door', async () => (await countDoors(sotto)) === 1);
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Summarize selection');
  await panelShows(page, /^small · sent to localhost/m);
  expect(JSON.parse(cloud.requests[0]?.body ?? '').model).toBe('small');
  await close();
  await cloud.close();
});

test('until a policy is delivered, that of the last session holds, but not for ever', async ({
  sotto,
  options,
  cloud,
}) => {
  // As a browser finds it that was managed when it was closed.
  const remember = (beganMsAgo: number) =>
    options.evaluate(`Promise.all([
      chrome.storage.local.set({ 'policy-seen': { cloudAllowed: false } }),
      chrome.storage.session.set({ 'session-began': Date.now() - ${beganMsAgo} }),
    ])`);
  const ensureEngine = () =>
    options.evaluate("chrome.runtime.sendMessage({ verb: 'ensureEngine', args: null })");
  await switchOn(sotto, options, cloud);
  await remember(0);
  await ensureEngine();
  await until('the door to close', async () => (await countDoors(sotto)) === 0);
  await remember(61_000);
  await ensureEngine();
  await until('the door', async () => (await countDoors(sotto)) === 1);
  expect(await options.evaluate("chrome.storage.local.get('policy-seen')")).toEqual({});
});
