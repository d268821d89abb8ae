import { until } from '../../tools/browser/until.mjs';
import { countDoors, saveKey, setCloud, switchOn, test } from './support/cloud.ts';
import { modelList } from './support/cloud-answers.ts';
import { anyone, forbiddenOrigin, nobody, withoutAuthorization } from './support/cloud-cors.ts';
import { redirect, webPage } from './support/cloud-faults.ts';
import {
  serverError,
  tooManyRequests,
  unauthorized,
  unknownPath,
} from './support/cloud-refusals.ts';
import { CloudServer } from './support/cloud-server.ts';
import { byPopup, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page } from './support/sotto.ts';

const html = '<!doctype html><p>The old mill in Carnforth was sold in May for 300 pounds.</p>';

test('a server is set up by hand, tested, asked, seen in the log, and switched off', async ({
  sotto,
  options,
  cloud,
}) => {
  const { screen } = options;
  await screen.waitFor('StaticText', 'Nothing has ever been sent.');
  await screen.click('checkbox', 'Let me ask a server');
  await screen.click('textbox', 'Address');
  // As people type it.
  await screen.type(cloud.base.replace(/^http:\/\//, '').replace(/v1$/, ''));
  await screen.press('Enter');
  await saveKey(options, 'sk-by-hand');
  await screen.click('button', 'Test the connection');
  await screen.waitFor('StaticText', 'The server answers. Now choose a model.');
  await screen.click('combobox', 'Model');
  await screen.type('test-model');
  await screen.press('Tab');
  await screen.click('button', 'Test the connection');
  await screen.waitFor('StaticText', 'The server answers and knows this model.');
  expect(cloud.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
    ['GET', 'Bearer sk-by-hand'],
    ['GET', 'Bearer sk-by-hand'],
  ]);

  const page = await sotto.open(sotto.pages.put('/mill', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Rewrite selection');
  await panelShows(page, /^Not finished/m);
  await page.screen.click('button', /^Ask 127/);
  await panelShows(page, /^Send this/m);
  await page.screen.click('button', 'Send');
  await panelShows(page, /^Done/m);
  const sent = Buffer.byteLength(cloud.requests[2]?.body ?? '');
  await sotto.close(page);
  await screen.waitFor('cell', `${sent} bytes`);
  expect(await screen.text()).not.toContain('Carnforth');
  await screen.click('button', 'Clear the list');
  await screen.waitFor('StaticText', 'Nothing has ever been sent.');
  await screen.click('checkbox', 'Let me ask a server');
  await until('the door to go', async () => (await countDoors(sotto)) === 0);
});

/** Presses the button, and returns what it says then. */
async function testConnection({ screen }: Page): Promise<string> {
  await screen.click('button', 'Test the connection');
  return until('a verdict', async () => {
    const tree = await screen.tree();
    const said = tree.findAll('status').map((status) => tree.text(status));
    return said.find((text) => /address|The server|Something answers/.test(text)) ?? null;
  });
}

test('what is wrong with a server is said in words', async ({ sotto, options, cloud }) => {
  const problems: [string, () => void, RegExp][] = [
    ['no key, or a wrong one', () => (cloud.models = unauthorized), /does not accept the key/],
    [
      'a model that it has not',
      () => (cloud.models = modelList(['another'])),
      /does not list the model “test-model”/,
    ],
    ['no such address', () => (cloud.models = unknownPath), /does not know this address \(404\)/],
    ['a web page', () => (cloud.models = webPage), /not with a list of models/],
    ['busy', () => (cloud.models = tooManyRequests()), /too busy/],
    ['a problem of its own', () => (cloud.models = serverError), /problem of its own/],
    [
      'another address',
      () => (cloud.models = redirect(307, `${cloud.baseOn('localhost')}/models`)),
      /sends requests on to another address/,
    ],
    ['no CORS at all', () => (cloud.cors = nobody), /\(CORS\)[\s\S]*every website/],
    ['another origin only', () => (cloud.cors = forbiddenOrigin), /“Origin: null”/],
  ];
  await switchOn(sotto, options, cloud);
  for (const [name, prepare, words] of problems)
    await test.step(name, async () => {
      cloud.cors = anyone;
      cloud.models = modelList(['test-model']);
      prepare();
      expect(await testConnection(options)).toMatch(words);
    });
});

test('a server that does not take a key from a browser is found out', async ({
  sotto,
  options,
  cloud,
}) => {
  cloud.cors = withoutAuthorization;
  await switchOn(sotto, options, cloud);
  await saveKey(options, 'sk-any');
  expect(await testConnection(options)).toMatch(/\(CORS\)/);
});

test('nobody at the address is told apart from one who does not let Sotto in', async ({
  sotto,
  options,
}) => {
  const gone = await CloudServer.open();
  const { base } = gone;
  await gone.close();
  await setCloud(sotto, options, { isOn: true, baseUrl: base, model: 'test-model' });
  expect(await testConnection(options)).toMatch(/Nothing answers at this address/);
});

test('how to let Sotto in is told for the servers that have a preset', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const { screen } = options;
  await screen.click('combobox', 'Server');
  await screen.press('o');
  await screen.press('Enter');
  await until('the preset', () =>
    options.evaluate(
      `document.querySelector('input[type=url]')?.value === 'http://localhost:11434/v1'`,
    ),
  );
  expect(await screen.find('link', 'List of its models')).toBeDefined();
});

test('an address that cannot be one is explained, and changes nothing', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud);
  const { screen } = options;
  for (const [typed, words] of [
    ['http://ai.example.com/v1', /^Only https: is safe on a network/],
    ['https://me:secret@ai.example.com/v1', /^Leave name and password out/],
    ['not an address', /^This isn’t an address/],
  ] as const) {
    await screen.click('textbox', 'Address');
    await screen.press('Control+a');
    await screen.type(typed);
    await screen.press('Enter');
    await screen.waitFor('StaticText', words);
  }
  const stored = await options.evaluate<string>(
    'chrome.storage.local.get(null).then(JSON.stringify)',
  );
  expect(stored).toContain(cloud.base);
  expect(stored).not.toContain('example.com');
});
