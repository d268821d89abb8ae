import { menuItems } from '../../src/background/menu.ts';
import { until } from '../../tools/browser/until.mjs';
import { countDoors, saveKey, setCloud, switchOn, test } from './support/cloud.ts';
import { HeldAnswer, streamed } from './support/cloud-answers.ts';
import { unauthorized } from './support/cloud-refusals.ts';
import { byPopup, finished, ofPanel, panelShows, selectParagraph } from './support/panel.ts';
import { raiseMenuClick, raiseShortcut } from './support/raised.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

/** A word that stands nowhere else. */
const canary = 'Zwirbelfax';
const email = 'anna@example.com';
const phone = '+44 20 7946 0958';
const text = `The old ${canary} in Carnforth was sold in May. Ask ${email} or ${phone} for the price of it.`;
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<style>body { font: 16px/1.5 serif; margin: 40px }</style><p>${text}</p>`;

const askServer = /^Ask (?:127\.0\.0\.1|localhost):/;

async function openPage(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/canary', html));
  await selectParagraph(page, /^The old/);
  return page;
}

async function summarize(sotto: Sotto, page: Page): Promise<void> {
  // What an earlier one left would be taken for this one's answer.
  if ((await page.panel()) !== '') await page.screen.click('button', 'Close');
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Summarize selection');
  // Until it stands still: a button that moves is missed.
  await finished(page);
}

/** Time enough for a request that should not be there. */
function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

const pageTools = [
  'Summarize selection',
  'Rewrite selection',
  'Proofread selection',
  'Summarize this page',
  'Make selection safe to share',
];
const textTools = ['Summarize text', 'Rewrite text', 'Proofread text', 'Make text safe to share'];

test('with the cloud off, every tool sends nothing from every place where it starts', async ({
  sotto,
  options,
  cloud,
  sink,
}) => {
  await switchOn(sotto, options, cloud, { isOn: false, consent: 'always', route: 'server' });
  const page = await openPage(sotto);
  const starts: [string, () => Promise<void>][] = [
    ...pageTools.map((name): [string, () => Promise<void>] => [
      name,
      () => byPopup(sotto, page, name),
    ]),
    ...menuItems.map(({ id }): [string, () => Promise<void>] => [
      `menu ${id}`,
      () => raiseMenuClick(sotto, page, id, text),
    ]),
    ...['summarize', 'rewrite', 'proofread', 'share'].map(
      (command): [string, () => Promise<void>] => [
        `shortcut ${command}`,
        () => raiseShortcut(sotto, page, command),
      ],
    ),
  ];
  for (const [name, start] of starts)
    await test.step(name, async () => {
      await selectParagraph(page, /^The old/);
      await start();
      // An own instruction waits to be written first.
      if (name.endsWith('rewrite-own')) return void (await panelShows(page, /^Rewrite/));
      const panel = await finished(page);
      expect(panel).toMatch(/^(?:Receipt: 0 bytes sent|This needs a model.*)$/m);
      expect(await page.screen.find('button', askServer)).toBeUndefined();
      await page.screen.click('button', 'Close');
    });
  for (const name of textTools)
    await test.step(name, async () => {
      const popup = await sotto.popup(page);
      await popup.click('textbox', 'Your text');
      await popup.type(text);
      await popup.click('button', name);
      await until('an end', async () => /^(?:Done|Not finished)/m.test(await popup.text()));
      await sotto.closePopup();
    });
  await aWhile();
  expect(sink.asked).toEqual([]);
  expect(cloud.all).toEqual([]);
  expect(await countDoors(sotto)).toBe(0);
  expect(await options.screen.text()).toContain('Nothing has ever been sent.');

  // Else all this would prove nothing.
  await page.evaluate("void fetch('http://control.example/', { mode: 'no-cors' }).catch(() => {})");
  await until('the control', async () => sink.asked.length > 0);
  expect(sink.asked.splice(0)).toEqual(['GET http://control.example/']);
  await sotto.close(page);
});

test('asked each time, nothing leaves before the click, and then exactly what was shown', async ({
  sotto,
  options,
  cloud,
  sink,
}) => {
  const held = new HeldAnswer(['It was ', 'sold, says [EMAIL_1].']);
  cloud.answer = held.behavior;
  await switchOn(sotto, options, cloud);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('Receipt: 0 bytes sent');
  await page.screen.click('button', askServer);
  const asked = await panelShows(page, /^Send this to 127\.0\.0\.1:\d+\?$/m);
  expect(asked).toContain('Nothing has been sent yet');
  expect(asked).toContain('Model: test-model');
  expect(asked).toMatch(new RegExp(`\\[EMAIL_1\\]\\s*${email}`));
  const shown = await shownRequest(page);
  expect(shown).toContain(canary);
  for (const secret of [email, phone]) expect(shown).not.toContain(secret);
  expect(asked).toContain(`The whole request, ${Buffer.byteLength(shown)} bytes`);
  await aWhile();
  expect(cloud.all).toEqual([]);

  await page.screen.click('button', 'Send');
  held.release();
  await panelShows(page, /^It was/m);
  expect(await page.panel()).toMatch(/^test-model · sent to 127\.0\.0\.1:\d+$/m);
  held.releaseAll();
  const done = await finished(page);
  expect(await page.result()).toBe(`It was sold, says ${email}.`);
  expect(done).toContain(`Masked before sending, and not in the answer: ${phone}`);
  expect(done).toContain(`Receipt: ${Buffer.byteLength(shown)} bytes sent`);
  expect(cloud.requests.map(({ body }) => body)).toEqual([shown]);
  expect(sink.asked).toEqual([]);
  const stored = await options.evaluate<string>(`Promise.all(['local', 'session'].map((area) =>
    chrome.storage[area].get(null))).then(JSON.stringify)`);
  for (const secret of [canary, email, phone, 'says']) expect(stored).not.toContain(secret);

  await test.step('switched off, the door is gone', async () => {
    expect(await countDoors(sotto)).toBe(1);
    await options.screen.click('checkbox', 'Let me ask a server');
    await until('the door to go', async () => (await countDoors(sotto)) === 0);
    await page.screen.click('button', 'Try again');
    expect(await finished(page)).toContain('No server is switched on.');
    expect(cloud.requests.length).toBe(1);
  });
  await sotto.close(page);
});

/** The whole of the request, as the panel shows it before it is sent. */
async function shownRequest(page: Page): Promise<string> {
  if (!(await page.screen.find('StaticText', /^{/)))
    await page.screen.click('DisclosureTriangle', /^The whole request/);
  await page.screen.waitFor('StaticText', /^{/);
  return ofPanel(page, "function () { return this.querySelector('pre')?.textContent ?? ''; }");
}

test('what the person makes of the text is what leaves', async ({ sotto, options, cloud }) => {
  await switchOn(sotto, options, cloud);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  await page.screen.click('button', askServer);
  await page.screen.click('textbox', /^This text will be sent/);
  await page.screen.press('Control+a');
  await page.screen.type('Only this, of [PHONE_1].');
  // Neither another choice nor a refusal takes it away.
  await page.screen.click('combobox', 'Style');
  await page.screen.press('f');
  await page.screen.press('Enter');
  await until('the question', async () => (await page.panel()).includes('Only this'));
  cloud.next(unauthorized);
  await page.screen.click('button', 'Send');
  expect(await finished(page)).toContain('did not accept the key');
  await page.screen.click('button', 'Try again');
  await panelShows(page, /^Send this to/m);
  const shown = await shownRequest(page);
  expect(shown).not.toContain(canary);
  await page.screen.click('button', 'Send');
  await panelShows(page, /^Done/m);
  expect(cloud.requests.at(-1)?.body).toBe(shown);
  expect(shown).toContain('Only this, of [PHONE_1].');
  await sotto.close(page);
});

test('by keyboard: to the text, on to Send, and not out of the panel', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  const focused = () =>
    ofPanel<string>(page, 'function () { return this.getRootNode().activeElement?.textContent; }');
  while (!askServer.test(await focused())) await page.screen.press('Tab');
  await page.screen.press('Enter');
  await panelShows(page, /^Send this to/m);
  await page.screen.press('End');
  await page.screen.type(' By hand.');
  while ((await focused()) !== 'Send') await page.screen.press('Tab');
  expect(cloud.all).toEqual([]);
  await page.screen.press('Enter');
  await finished(page);
  expect(cloud.requests[0]?.body).toContain('for the price of it. By hand.');
  await page.screen.press('Escape');
  await until('the panel to go', async () => (await page.panel()) === '');
  await sotto.close(page);
});

test('a no leaves everything as it was', async ({ sotto, options, cloud }) => {
  await switchOn(sotto, options, cloud);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  const before = await page.panel();
  await page.screen.click('button', askServer);
  await panelShows(page, /^Send this to/m);
  // Another choice is another question, and its answer is no as well.
  await page.screen.click('combobox', 'Kind of summary');
  await page.screen.press('h');
  await page.screen.press('Enter');
  await panelShows(page, /^Send this to/m);
  await page.screen.click('button', 'Cancel');
  expect(await panelShows(page, /^Done/m)).toBe(before);
  const chosen = 'function () { return this.querySelector("select").value; }';
  expect(await ofPanel(page, chosen)).toBe('key-points');
  expect(cloud.all).toEqual([]);
  await sotto.close(page);
});

test('a server that refuses takes nothing away of what stood there', async ({
  sotto,
  options,
  cloud,
}) => {
  cloud.answer = unauthorized;
  await switchOn(sotto, options, cloud, { consent: 'always' });
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  const before = await page.result();
  for (const button of [askServer, 'Try again']) {
    const asked = cloud.requests.length;
    await page.screen.click('button', button);
    await until('the refusal', async () => cloud.requests.length > asked);
    expect(await panelShows(page, /^Not finished/m)).toContain('did not accept the key');
    expect(await page.result()).toBe(before);
  }
  await sotto.close(page);
});

test('allowed for all that is asked of it, the server answers at once, by gesture and by popup', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toMatch(/^test-model · sent to/m);
  expect(await page.result()).toBe('A good answer.');
  await page.screen.click('button', 'Answer on this device');
  expect(await panelShows(page, /^Receipt: 0 bytes sent$/m)).toContain('Instant');

  const popup = await sotto.popup(page);
  await popup.click('textbox', 'Your text');
  await popup.type(text);
  await popup.click('button', 'Rewrite text');
  await until('the answer', async () => (await popup.text()).includes('A good answer.'));
  expect(await popup.text()).toContain('sent to');
  await sotto.closePopup();
  expect(cloud.requests.length).toBe(2);
  await sotto.close(page);
});

test('a site can be excluded in the panel, and allowed in the popup', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const page = await openPage(sotto);
  await summarize(sotto, page);
  await page.screen.click('button', askServer);
  await page.screen.click('button', 'Never on this site');
  await panelShows(page, /^Nothing of this site will be sent/m);
  expect(await page.screen.find('button', askServer)).toBeUndefined();
  await summarize(sotto, page);
  expect(await page.screen.find('button', askServer)).toBeUndefined();

  const popup = await sotto.popup(page);
  await popup.click('combobox', /^Sending texts from pages of localhost:/);
  await popup.press('w');
  await popup.press('Enter');
  await sotto.closePopup();
  await summarize(sotto, page);
  await page.screen.click('button', askServer);
  await panelShows(page, /^test-model · sent to/m);
  expect(cloud.requests.length).toBe(1);

  const other = await sotto.open(sotto.pages.urlOn('127.0.0.1', '/canary'));
  await summarize(sotto, other);
  await other.screen.click('button', askServer);
  await panelShows(other, /^Send this to/m);
  expect(cloud.requests.length).toBe(1);
  await sotto.close(other);

  expect(await options.screen.text()).toMatch(/localhost:\d+ · Without asking/);
  await options.screen.click('button', /^Remove the rule for localhost:/);
  await summarize(sotto, page);
  await page.screen.click('button', askServer);
  await panelShows(page, /^Send this to/m);
  await sotto.close(page);
});

test('Stop, Close and switching off end a request at once, and keep what was written', async ({
  sotto,
  options,
  cloud,
}) => {
  const ends: [string, (page: Page) => Promise<void>, RegExp | null][] = [
    ['Stop', ({ screen }) => screen.click('button', 'Stop'), /^Stopped\. What was/m],
    ['Close', ({ screen }) => screen.click('button', 'Close'), null],
    [
      'switching off',
      () => setCloud(sotto, options, { isOn: false }),
      /No server is switched on\./,
    ],
  ];
  for (const [name, end, shown] of ends)
    await test.step(name, async () => {
      const held = new HeldAnswer(['The first half', ' and the rest']);
      cloud.next(held.behavior);
      await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
      const page = await openPage(sotto);
      await byPopup(sotto, page, 'Rewrite selection');
      held.release();
      await panelShows(page, /The first half/);
      await end(page);
      expect(await cloud.requests.at(-1)?.ended).toBe('hung up');
      if (shown) expect(await panelShows(page, shown)).toContain('The first half');
      await sotto.close(page);
    });
});

test('at most two requests are in flight, and the third is told its place', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  const answers = [1, 2, 3].map((n) => new HeldAnswer([`Answer ${n}`, '.']));
  cloud.next(...answers.map(({ behavior }) => behavior));
  const pages: Page[] = [];
  for (const _ of answers) {
    const page = await openPage(sotto);
    await byPopup(sotto, page, 'Rewrite selection');
    pages.push(page);
    await panelShows(page, /^Wait/m);
  }
  const [first, , third] = pages as [Page, Page, Page];
  expect(await panelShows(third, /^Waiting: \d/m)).toContain('Waiting: 1 before this one');
  await until('two requests', async () => cloud.requests.length === 2);
  await aWhile();
  expect(cloud.requests.length).toBe(2);
  answers[0]?.releaseAll();
  await finished(first);
  await until('the third', async () => cloud.requests.length === 3);
  for (const answer of answers) answer.releaseAll();
  for (const page of pages) {
    expect(await finished(page)).toMatch(/Answer \d\./);
    await sotto.close(page);
  }
});

test('a key goes to its server and nowhere else', async ({ sotto, options, cloud }) => {
  const key = 'sk-test-Zq81vLmX04TnB7';
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  await saveKey(options, key);
  expect(await options.evaluate('document.documentElement.outerHTML')).not.toContain(key);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  expect(cloud.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
  expect(JSON.stringify(cloud.requests[0]?.body)).not.toContain(key);

  await switchOn(sotto, options, cloud, { baseUrl: cloud.baseOn('localhost') });
  await page.screen.click('button', 'Try again');
  await until('the other host', async () => cloud.requests.length === 2);
  expect(cloud.requests[1]?.headers.authorization).toBeUndefined();

  await switchOn(sotto, options, cloud, { baseUrl: cloud.base });
  await options.screen.click('button', 'Delete key');
  await options.screen.waitFor('textbox', 'Key');
  expect(
    await options.evaluate('chrome.storage.local.get(null).then(JSON.stringify)'),
  ).not.toContain(key);
  await sotto.close(page);
});

test('a key for this session is in memory only', async ({ sotto, options, cloud }) => {
  const key = 'sk-session-Yw55';
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  await options.screen.click('textbox', 'Key');
  await options.screen.type(key);
  await options.screen.click('checkbox', 'For this session only');
  await options.screen.click('button', 'Save key');
  await options.screen.waitFor('button', 'Delete key');
  expect(
    await options.evaluate('chrome.storage.local.get(null).then(JSON.stringify)'),
  ).not.toContain(key);
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Rewrite selection');
  await finished(page);
  expect(cloud.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
  await sotto.close(page);
});

test('a text is made safe to share without a model and without a server', async ({
  sotto,
  options,
  cloud,
}) => {
  cloud.answer = streamed(['never']);
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  await options.screen.click('textbox', /^Names and words to mask/);
  await options.screen.type('Carnforth');
  await options.screen.press('Tab');
  const page = await openPage(sotto);
  await byPopup(sotto, page, 'Make selection safe to share');
  const panel = await finished(page);
  expect(await page.result()).toBe(
    `The old ${canary} in [NAME_1] was sold in May. Ask [EMAIL_1] or [PHONE_1] for the price of it.`,
  );
  expect(panel).toContain('Masking rules · on this device');
  expect(cloud.all).toEqual([]);
  await sotto.close(page);
});
