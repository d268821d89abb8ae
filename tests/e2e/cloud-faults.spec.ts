import { evaluate } from '../../tools/browser/evaluate.mjs';
import { attach, extensionTarget, listTargets } from '../../tools/browser/targets.mjs';
import { switchOn, test } from './support/cloud.ts';
import { streamed } from './support/cloud-answers.ts';
import { anyone, anyoneAndRetryAfter, nobody } from './support/cloud-cors.ts';
import {
  cutAfter,
  endAfter,
  endlessLine,
  errorAfter,
  hugeLine,
  redirect,
  silence,
  silenceAfter,
  silenceAfterHeaders,
  slowBody,
  slowHeaders,
  webPage,
} from './support/cloud-faults.ts';
import { brokenJson } from './support/cloud-oddities.ts';
import {
  badRequest,
  forbidden,
  quotaSpent,
  serverError,
  tooLarge,
  tooManyRequests,
  unauthorized,
  unavailable,
  unknownModel,
} from './support/cloud-refusals.ts';
import type { Behavior } from './support/cloud-request.ts';
import type { CloudServer } from './support/cloud-server.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

const html = '<!doctype html><p>The old mill in Carnforth was sold in May for 300 pounds.</p>';
const begun = ['The old mill ', 'was sold'];

/** The page of one fault, asked for a rewrite: nothing of this device could answer that. */
async function askIn(sotto: Sotto): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/mill', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Rewrite selection');
  return page;
}

type Fault = {
  readonly name: string;
  readonly behavior: Behavior;
  readonly words: RegExp;
  /** Requests until Sotto gives up. */
  readonly attempts?: number;
  /** What had been written by then, and stays. */
  readonly kept?: RegExp;
};

const atOnce: readonly Fault[] = [
  { name: '401', behavior: unauthorized, words: /did not accept the key/ },
  { name: '403', behavior: forbidden, words: /did not accept the key/ },
  { name: '404', behavior: unknownModel, words: /does not know this model/ },
  { name: '400, over the window', behavior: badRequest, words: /too long for the server’s model/ },
  { name: '413', behavior: tooLarge, words: /too long for the server’s model/ },
  { name: '429, no money left', behavior: quotaSpent, words: /credit of this key is used up/ },
  {
    name: '429, come back in an hour',
    behavior: tooManyRequests(3600),
    words: /too busy to answer/,
  },
  { name: '500', behavior: serverError, words: /problem of its own/, attempts: 3 },
  { name: '503', behavior: unavailable(), words: /problem of its own/, attempts: 3 },
  {
    name: 'a cut in mid-stream',
    behavior: cutAfter(begun),
    words: /connection broke in the middle/,
    kept: /The old mill was sold/,
  },
  {
    name: 'an end in mid-stream',
    behavior: endAfter(begun),
    words: /connection broke in the middle/,
    kept: /The old mill was sold/,
  },
  {
    name: 'an error in mid-stream',
    behavior: errorAfter(begun),
    words: /problem of its own/,
    kept: /The old mill was sold/,
  },
  {
    name: 'a malformed event',
    behavior: brokenJson(begun),
    words: /something that Sotto cannot read/,
    kept: /The old mill was sold/,
  },
  { name: 'a line of 10 MB', behavior: hugeLine(), words: /something that Sotto cannot read/ },
  { name: 'a line without end', behavior: endlessLine, words: /something that Sotto cannot read/ },
  { name: 'a web page', behavior: webPage, words: /isn’t a language model server/ },
];

test('every fault has its own words, keeps what was written, and is not asked about twice after that', async ({
  sotto,
  options,
  cloud,
}) => {
  cloud.cors = anyoneAndRetryAfter;
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  for (const { name, behavior, words, attempts = 1, kept } of atOnce)
    await test.step(name, async () => {
      const before = cloud.requests.length;
      cloud.answer = behavior;
      const page = await askIn(sotto);
      const panel = await finished(page);
      expect(panel).toMatch(words);
      if (kept) expect(await page.result()).toMatch(kept);
      expect(panel).toContain('Answer on this device');
      expect(cloud.requests.length - before).toBe(attempts);
      await sotto.close(page);
    });
});

const slow: readonly Fault[] = [
  { name: 'silence', behavior: silence, words: /stopped answering/ },
  { name: 'silence after the headers', behavior: silenceAfterHeaders, words: /stopped answering/ },
  { name: 'headers byte by byte', behavior: slowHeaders(50), words: /stopped answering/ },
  { name: 'an event byte by byte', behavior: slowBody(50), words: /stopped answering/ },
  {
    name: 'silence in mid-stream',
    behavior: silenceAfter(begun),
    words: /stopped answering/,
    kept: /The old mill was sold/,
  },
];

test('a server that goes silent, or is endlessly slow, is given up', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  await hurryDoor(sotto);
  for (const { name, behavior, words, kept } of slow)
    await test.step(name, async () => {
      cloud.answer = behavior;
      const page = await askIn(sotto);
      expect(await finished(page)).toMatch(words);
      if (kept) expect(await page.result()).toMatch(kept);
      expect(await cloud.requests.at(-1)?.ended).toBe('hung up');
      await sotto.close(page);
    });
  expect(cloud.requests.length).toBe(slow.length);
});

/** Lets the door's clock run a hundred times as fast: its shortest limit is a minute. */
async function hurryDoor({ browser }: Sotto): Promise<void> {
  const [door] = await listTargets(browser.cdp, extensionTarget(browser.extensionId, 'iframe'));
  const session = await attach(browser.cdp, door?.targetId ?? '');
  await evaluate(
    session,
    `{ const real = setTimeout; window.setTimeout = (run, ms) => real(run, ms / 100); }`,
  );
}

test('a server that is busy for a moment is asked again, when it says so', async ({
  sotto,
  options,
  cloud,
}) => {
  cloud.cors = anyoneAndRetryAfter;
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  cloud.next(tooManyRequests(2), unavailable());
  const page = await askIn(sotto);
  await panelShows(page, /Next attempt in 2 s…/);
  const panel = await finished(page);
  expect(panel).toMatch(/^Done/m);
  expect(await page.result()).toBe('A good answer.');
  const bytes = cloud.requests.map(({ body }) => Buffer.byteLength(body));
  expect(bytes.length).toBe(3);
  const sum = bytes.reduce((a, b) => a + b, 0).toLocaleString('en');
  expect(panel).toContain(`Receipt: ${sum} bytes sent`);
  await sotto.close(page);
});

test('no text goes to where a server would send it on to', async ({
  sotto,
  options,
  cloud,
  sink,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  cloud.answer = redirect(307, 'http://elsewhere.example/v1/chat/completions');
  const page = await askIn(sotto);
  expect(await finished(page)).toMatch(/could not be reached, or it does not let Sotto in/);
  expect(sink.asked).toEqual([]);
  await sotto.close(page);
});

test('a server that lets nobody in, and one that is gone, are told from the options', async ({
  sotto,
  options,
  cloud,
}) => {
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  cloud.cors = nobody;
  const page = await askIn(sotto);
  const refused = await finished(page);
  expect(refused).toMatch(/“Test the connection” in the options tells which/);
  // Nobody can tell, and the preflight alone was answered.
  expect(refused).toMatch(/^Receipt: at most \d+ bytes sent$/m);
  expect(cloud.requests.map(({ body }) => body)).toEqual([]);
  cloud.cors = anyone;
  cloud.answer = streamed(['Now it ', 'works.']);
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Done/m)).toContain('Now it works.');
  const { base } = cloud as CloudServer;
  await cloud.close();
  await page.screen.click('button', 'Try again');
  expect(await panelShows(page, /^Not finished/m), base).toMatch(/could not be reached/);
  await sotto.close(page);
});
