import { expect, test } from '@playwright/test';
import { type RealServer, startRealServer } from '../../tools/real-server/start.mjs';

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
