import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  HeldAnswer,
  streamed,
  streamedToLimit,
  streamedWithReasoning,
  streamedWithThinkTags,
  unstreamed,
} from '../../e2e/support/cloud-answers.ts';
import * as oddities from '../../e2e/support/cloud-oddities.ts';
import { CloudServer } from '../../e2e/support/cloud-server.ts';
import { ask, bytesOf, dataOf, textOf } from './ask.ts';

const pieces = ['Grüße ', 'aus ', '世界 🎈', '.'];
const text = pieces.join('');

let cloud: CloudServer;
beforeEach(async () => {
  cloud = await CloudServer.open();
});
afterEach(() => cloud.close());

describe('a good stream', () => {
  test('is its pieces, a finish reason, the usage and [DONE]', async () => {
    cloud.answer = streamed(pieces);
    const response = await ask(cloud);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const stream = await response.text();
    expect(textOf(stream)).toBe(text);
    const data = dataOf(stream);
    expect(data.at(-1)).toBe('[DONE]');
    expect(JSON.parse(data.at(-2) ?? '')).toMatchObject({
      choices: [],
      usage: { total_tokens: 19 },
    });
    expect(JSON.parse(data.at(-3) ?? '').choices[0].finish_reason).toBe('stop');
  });

  test('takes its time where it is told to', async () => {
    cloud.answer = streamed(['a', 'b'], { everyMs: 20 });
    const beginning = performance.now();
    await (await ask(cloud)).text();
    // Six blocks; timers may fire a millisecond early.
    expect(performance.now() - beginning).toBeGreaterThan(90);
  });

  test('says when the token limit ended it', async () => {
    cloud.answer = streamedToLimit(pieces);
    const stream = await (await ask(cloud)).text();
    expect(textOf(stream)).toBe(text);
    expect(stream).toContain('"finish_reason":"length"');
  });

  test('keeps thoughts apart from text, or between tags', async () => {
    cloud.next(
      streamedWithReasoning(['Hm', 'm.'], pieces),
      streamedWithThinkTags(['Hmm.'], pieces),
    );
    const apart = await (await ask(cloud)).text();
    expect(textOf(apart)).toBe(text);
    expect(apart).toContain('"delta":{"reasoning_content":"Hm"}');
    const tagged = textOf(await (await ask(cloud)).text());
    expect(tagged).toBe(`<think>\nHmm.\n</think>\n\n${text}`);
  });

  test('need not be a stream', async () => {
    cloud.answer = unstreamed(text);
    const response = await ask(cloud);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect((await response.json()).choices[0].message.content).toBe(text);
  });
});

describe('a held answer', () => {
  test('sends a piece only when it is released', async () => {
    const held = new HeldAnswer(['one', 'two']);
    cloud.answer = held.behavior;
    const response = await ask(cloud);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = reader?.read();
    expect(await stateOf(first)).toBe('pending');
    held.release();
    expect(textOf((await first)?.value ?? '')).toBe('one');
    const rest = allOf(reader);
    expect(await stateOf(rest)).toBe('pending');
    held.release();
    expect(await stateOf(rest)).toBe('pending');
    held.releaseAll();
    expect(textOf(await rest)).toBe('two');
    expect(await rest).toContain('[DONE]');
  });

  test('can be hung up on', async () => {
    const held = new HeldAnswer(['one', 'two']);
    cloud.answer = held.behavior;
    held.release();
    const reader = (await ask(cloud)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(await cloud.requests[0]?.ended).toBe('hung up');
  });
});

describe('an odd stream', () => {
  const { crlf, noSpace, commented, severalLines, unknownFields, splitCharacters, byteByByte } =
    oddities;
  test.each(
    Object.entries({
      crlf,
      noSpace,
      commented,
      severalLines,
      unknownFields,
      splitCharacters,
      byteByByte,
    }),
  )('%s has the same text', async (_name, odd) => {
    cloud.answer = odd(pieces);
    const stream = await (await ask(cloud)).text();
    expect(textOf(stream)).toBe(text);
    expect(dataOf(stream).at(-1)).toBe('[DONE]');
  });

  test('is odd in the way that its name says', async () => {
    const streamOf = async (behavior: typeof cloud.answer) => {
      cloud.answer = behavior;
      return (await ask(cloud)).text();
    };
    expect(await streamOf(crlf(pieces))).not.toMatch(/[^\r]\n/);
    expect(await streamOf(noSpace(pieces))).not.toMatch(/^data: /m);
    expect(await streamOf(commented(pieces))).toMatch(/^: keep-alive$/m);
    expect(await streamOf(severalLines(pieces))).toMatch(/^data: {2}"object"/m);
    expect(await streamOf(unknownFields(pieces))).toMatch(/^retry: 3000$/m);
  });

  test('comes in parts that end inside a character', async () => {
    cloud.answer = splitCharacters(['ü世🎈'], 20);
    const reader = (await ask(cloud)).body?.getReader();
    let brokenParts = 0;
    for (;;) {
      const part = await reader?.read();
      if (!part?.value) break;
      if (Buffer.from(part.value).toString().includes('\ufffd')) brokenParts += 1;
    }
    // One continuation byte, two, three; each begins a part of its own.
    expect(brokenParts).toBe(7);
  });

  test('has an event that is no JSON, and then a good end', async () => {
    cloud.answer = oddities.brokenJson(pieces);
    const data = dataOf(await (await ask(cloud)).text());
    const isJson = (value: string) => {
      try {
        return JSON.parse(value) !== undefined;
      } catch {
        return false;
      }
    };
    expect(data.filter((value) => !isJson(value))).toHaveLength(2);
    expect(data.at(-1)).toBe('[DONE]');
  });

  test('has JSON that is no chunk', async () => {
    cloud.answer = oddities.otherJson(pieces);
    expect(dataOf(await (await ask(cloud)).text()).slice(0, 3)).toEqual(['null', '42', '"text"']);
  });

  test('has bytes that are no UTF-8', async () => {
    cloud.answer = oddities.brokenUtf8();
    const bytes = await bytesOf(await ask(cloud));
    expect(bytes.includes(Buffer.of(0xff, 0xc3))).toBe(true);
  });
});

async function allOf(reader: ReadableStreamDefaultReader<string> | undefined): Promise<string> {
  let all = '';
  for (;;) {
    const part = await reader?.read();
    if (!part?.value) return all;
    all += part.value;
  }
}

async function stateOf(promise: Promise<unknown> | undefined): Promise<string> {
  const soon = new Promise((resolve) => setTimeout(resolve, 50, 'pending'));
  return (await Promise.race([promise, soon])) === 'pending' ? 'pending' : 'settled';
}
