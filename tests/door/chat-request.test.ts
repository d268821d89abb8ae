import { describe, expect, it } from 'vitest';
import { chat } from '../../src/door/chat.ts';
import type { ChatArgs, ChatEvent } from '../../src/protocol/contract.ts';
import { eventStream, json, streamed } from '../e2e/support/cloud-answers.ts';
import { answerEvents, pieceEvents } from '../e2e/support/cloud-events.ts';
import { askedOf, body, never, patient, servedCloud } from './asked.ts';

const cloud = servedCloud();

async function asked(args: Partial<ChatArgs> = {}): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  for await (const event of chat(never, askedOf(cloud(), args), patient)) events.push(event);
  return events;
}

describe('a request', () => {
  it.each([
    ['plain', body],
    ['of other scripts', JSON.stringify({ text: 'Grüße, 世界 🎈' })],
    ['with marks within', '{\r\n\t"a": "\\u0000\u2028\ufeff"}'],
    ['that begins with a byte order mark', '\ufeff{}'],
    ['of a megabyte', JSON.stringify({ text: 'ä"\n'.repeat(250_000) })],
    ['of nothing', ''],
  ])('is sent to the byte: %s', async (_what, body) => {
    const [first] = await asked({ body });
    const [request] = cloud().requests;
    expect(request?.body === body).toBe(true);
    expect(first?.sentBytes).toBe(Buffer.byteLength(body));
    expect(request?.headers['content-length']).toBe(String(first?.sentBytes));
  });

  it('is one, a POST to chat/completions', async () => {
    await asked();
    expect(cloud().all).toHaveLength(1);
    expect(cloud().all[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
  });

  it('brings the key in its own header, and nowhere else', async () => {
    await asked({ key: 'sk-canary' });
    const [request] = cloud().requests;
    const { authorization, ...others } = request?.headers ?? {};
    expect(authorization).toBe('Bearer sk-canary');
    expect(JSON.stringify([others, request?.path, request?.body])).not.toContain('canary');
  });

  it('without a key names none', async () => {
    await asked({ key: null });
    expect(cloud().requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('says JSON, asks for no copy, and neither where it comes from nor who asks', async () => {
    await asked();
    const headers = cloud().requests[0]?.headers;
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      pragma: 'no-cache',
    });
    for (const telling of ['referer', 'cookie', 'origin'])
      expect(headers).not.toHaveProperty(telling);
  });

  it('is not made before somebody listens, nor when they leave at its first word', async () => {
    const said = chat(never, askedOf(cloud()), patient);
    expect((await said.next()).value).toMatchObject({ type: 'sending' });
    await said.return();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cloud().all).toEqual([]);
  });
});

describe('the bytes', () => {
  const pieces = ['Grüße, ', '世界', ' 🎈'];

  it('that are told first are those of the request, and none that came', async () => {
    const [first] = await asked();
    expect(first).toEqual({ type: 'sending', sentBytes: body.length, receivedBytes: 0 });
  });

  it('of a stream are in the end those that the server sent', async () => {
    cloud().answer = streamed(pieces);
    const events = await asked();
    expect(events.at(-1)).toMatchObject({
      sentBytes: body.length,
      receivedBytes: Buffer.byteLength(answerEvents(pieces).join('')),
    });
  });

  it('never fall, and say of each piece at least what brought it', async () => {
    cloud().answer = streamed(pieces, { everyMs: 20 });
    let least = 0;
    let before = 0;
    for (const event of await asked()) {
      if (event.type === 'text' && event.text !== '')
        least += Buffer.byteLength(pieceEvents([event.text]).join(''));
      expect(event.receivedBytes).toBeGreaterThanOrEqual(Math.max(least, before));
      expect(event.sentBytes).toBe(body.length);
      before = event.receivedBytes;
    }
    expect(least).toBeGreaterThan(0);
  });

  it('of comments and of what is no completion count as well', async () => {
    const blocks = [': warming up\n\n', 'data: {}\n\n', ...answerEvents(pieces)];
    cloud().answer = eventStream(blocks);
    expect((await asked()).at(-1)?.receivedBytes).toBe(Buffer.byteLength(blocks.join('')));
  });

  it.each([
    ['an answer in one piece', json(200, { choices: [{ message: { content: 'Grüße' } }] })],
    ['a refusal', json(429, { error: { message: 'Grüße' } })],
    ['a refusal in an answer', json(200, { error: { message: 'Grüße' } })],
  ])('of %s are those of its body', async (_what, behavior) => {
    let sent = 0;
    cloud().answer = (gone, response, request) => {
      const end = response.end.bind(response);
      response.end = ((text: string) => {
        sent = Buffer.byteLength(text);
        return end(text);
      }) as typeof response.end;
      return behavior(gone, response, request);
    };
    const events = await asked();
    expect(sent).toBeGreaterThan(0);
    expect(events.at(-1)).toMatchObject({ sentBytes: body.length, receivedBytes: sent });
  });
});
