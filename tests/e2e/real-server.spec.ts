import { until } from '../../tools/browser/until.mjs';
import { type RealServer, startRealServer } from '../../tools/real-server/start.mjs';
import { saveKey, setCloud, test } from './support/cloud.ts';
import { byPopup, finished, panelShows, selectParagraph } from './support/panel.ts';
import { expect, type Page, type Sotto } from './support/sotto.ts';

let server: RealServer;

test.beforeAll(async () => {
  // Compiling it on a machine that has never done so.
  test.setTimeout(30 * 60_000);
  server = await startRealServer();
});
test.afterAll(() => server?.close());

test.describe('the server by itself', () => {
  test('names its model to one who has the key', async () => {
    const answer = await fetch(`${server.baseUrl}/models`, { headers: withKey(server.key) });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toContain(server.model);
  });

  test('streams its answer, piece by piece', async () => {
    const answer = await ask(server.key, { max_tokens: 32 });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const pieces = piecesOf(await answer.text());
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('')).toMatch(/\w+ \w+/);
  });

  test('sends the first piece long before the last', async () => {
    const answer = await ask(server.key, { max_tokens: 64, ignore_eos: true });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const arrivals: string[] = [];
    for (let part = await reader?.read(); part?.value; part = await reader?.read())
      arrivals.push(part.value);
    expect(arrivals.length).toBeGreaterThan(10);
    expect(arrivals[0]).not.toContain('[DONE]');
    expect(arrivals.at(-1)).toContain('[DONE]');
  });

  test('refuses whoever has no key, or a wrong one', async () => {
    for (const key of ['', 'wrong']) expect((await ask(key)).status).toBe(401);
  });

  test('lets the origin null ask, and no other', async () => {
    const allowed = async (origin: string) => {
      const answer = await fetch(`${server.baseUrl}/chat/completions`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
      expect(answer.ok).toBe(true);
      expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
      return answer.headers.get('access-control-allow-origin');
    };
    expect(await allowed('null')).toBe('null');
    expect(await allowed('https://elsewhere.example')).not.toBe('https://elsewhere.example');
  });
});

const html = `<!doctype html><p>The old tide mill in Carnforth was built in 1782 by two brothers. In 1911 the mill closed
because steam had become cheaper. Ask anna@example.com for a tour.</p>`;

test.describe('through the extension', () => {
  test('it is set up by hand and tested, key and all', async ({ options }) => {
    const { screen } = options;
    await screen.click('checkbox', 'Let me ask a server');
    await screen.click('textbox', 'Address');
    await screen.type(server.baseUrl);
    await screen.press('Enter');
    await screen.click('button', 'Test the connection');
    await screen.waitFor('StaticText', /^The server answers|does not accept the key/);
    await saveKey(options, 'wrong');
    await screen.click('button', 'Test the connection');
    await screen.waitFor('StaticText', /does not accept the key/);
    await screen.click('button', 'Delete key');
    await saveKey(options, server.key);
    await screen.click('button', 'Test the connection');
    await screen.waitFor('StaticText', /^The server answers/);
    await screen.waitFor('StaticText', server.model);
  });

  test('it answers after the person’s yes, word by word', async ({ sotto, options, sink }) => {
    const page = await asked(sotto, options);
    expect(await panelShows(page, /^Send this to/m)).toContain('[EMAIL_1]');
    await page.screen.click('button', 'Send');
    const seen = new Set<string>();
    await until(
      'an end',
      async () => {
        seen.add(await page.result());
        return /^(?:Done|Not finished)/m.test(await page.panel());
      },
      { timeoutMs: 90_000, everyMs: 30 },
    );
    const panel = await finished(page);
    expect(panel).toMatch(/^Done/m);
    expect(panel).toMatch(/^smollm2-135m · sent to 127\.0\.0\.1:\d+$/m);
    expect(await page.result()).toMatch(/\w+ \w+/);
    expect(seen.size).toBeGreaterThan(3);
    expect(sink.asked).toEqual([]);
    await sotto.close(page);
  });

  test('it stops with Stop, and answers the next question', async ({ sotto, options }) => {
    const page = await asked(sotto, options, { consent: 'always', route: 'server' });
    await panelShows(page, /^Writing…/m);
    await page.screen.click('button', 'Stop');
    expect(await finished(page)).toMatch(/^Stopped/m);
    await page.screen.click('button', 'Try again');
    expect(await panelShows(page, /^(?:Done|Not finished)/m)).toMatch(/^Done/m);
    await sotto.close(page);
  });
});

/** A rewrite, up to where the server is asked for it. */
async function asked(
  sotto: Sotto,
  options: Page,
  more: Parameters<typeof setCloud>[2] = {},
): Promise<Page> {
  const { baseUrl, model } = server;
  await setCloud(sotto, options, { isOn: true, baseUrl, model, route: 'server', ...more });
  await saveKey(options, server.key);
  const page = await sotto.open(sotto.pages.put('/mill', html));
  await selectParagraph(page, /^The old/);
  await byPopup(sotto, page, 'Rewrite selection');
  return page;
}

function ask(key: string, more: Record<string, unknown> = {}): Promise<Response> {
  const content = 'Tell me a story about a small dog.';
  return fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...withKey(key) },
    body: JSON.stringify({
      model: server.model,
      stream: true,
      messages: [{ role: 'user', content }],
      ...more,
    }),
  });
}

const withKey = (key: string): Record<string, string> =>
  key ? { authorization: `Bearer ${key}` } : {};

function piecesOf(stream: string): string[] {
  return stream
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)))
    .flatMap(({ choices }) => choices)
    .map(({ delta }) => delta.content)
    .filter(Boolean);
}
