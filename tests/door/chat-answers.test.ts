import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { chat } from '../../src/door/chat.ts';
import {
  eventStream,
  HeldAnswer,
  json,
  streamed,
  streamedToLimit,
  streamedWithReasoning,
  streamedWithThinkTags,
  unstreamed,
  write,
} from '../e2e/support/cloud-answers.ts';
import {
  answerEvents,
  chunk,
  doneEvent,
  event,
  pieceEvents,
  usage,
} from '../e2e/support/cloud-events.ts';
import {
  brokenUtf8,
  byteByByte,
  commented,
  crlf,
  noSpace,
  otherJson,
  severalLines,
  splitCharacters,
  unknownFields,
} from '../e2e/support/cloud-oddities.ts';
import type { Behavior } from '../e2e/support/cloud-request.ts';
import { askedOf, never, outcome, patient, servedCloud } from './asked.ts';

const cloud = servedCloud();

const pieces = ['Grüße, ', '世界', ' 🎈👩‍👩‍👧', '\n"done"'];
const text = pieces.join('');
/** Every byte by itself. */
const bytewise: Behavior = async (_gone, response) => {
  response.socket?.setNoDelay();
  response.writeHead(200, { 'content-type': 'application/json' });
  const choices = [{ message: { content: text }, finish_reason: 'stop' }];
  for (const byte of Buffer.from(JSON.stringify({ choices }))) {
    await write(response, Buffer.of(byte));
    await setTimeout(1);
  }
  response.end();
};

const whole = { type: 'ending', ending: { tokens: 7, truncated: false } };

it.each<[string, Behavior, number | null]>([
  ['in pieces', streamed(pieces), 7],
  ['in one piece, by a server that does not stream', unstreamed(text), 7],
  ['in one piece, and cut within characters', bytewise, null],
  ['with CRLF', crlf(pieces), 7],
  ['without a space after the colon', noSpace(pieces), 7],
  ['with comments in between', commented(pieces), 7],
  ['with events over several lines', severalLines(pieces), null],
  ['with fields and events that nobody knows', unknownFields(pieces), 7],
  ['with JSON in between that is no completion', otherJson(pieces), 7],
  ['cut within characters', splitCharacters(pieces), 7],
  ['byte by byte', byteByByte(pieces), 7],
  ['with a byte order mark', eventStream(['\ufeff', ...answerEvents(pieces)]), 7],
  [
    'that tells its tokens before its end',
    eventStream([event({ choices: [], usage }), ...pieceEvents(pieces), doneEvent]),
    7,
  ],
  ['without a finish reason', eventStream([...pieceEvents(pieces), doneEvent]), null],
  ['without [DONE]', eventStream([...pieceEvents(pieces), event(chunk({}, 'stop'))]), null],
  [
    'and a connection that breaks after its finish reason',
    eventStream([...pieceEvents(pieces), event(chunk({}, 'stop'))], { atEnd: 'cut' }),
    null,
  ],
  [
    'and a connection that stays open after [DONE]',
    eventStream(answerEvents(pieces), { atEnd: 'silence' }),
    7,
  ],
])('an answer %s is told to the letter, and ends', async (_how, behavior, tokens) => {
  cloud().answer = behavior;
  const told = await outcome(cloud());
  expect(told).toMatchObject({ text, thrown: null });
  expect(told.said.at(-1)).toEqual({ type: 'ending', ending: { tokens, truncated: false } });
});

it('an answer is told as it comes, piece by piece', async () => {
  const held = new HeldAnswer(pieces);
  cloud().answer = held.behavior;
  const said = chat(never, askedOf(cloud()), patient);
  await said.next();
  for (const piece of pieces) {
    held.release();
    expect((await said.next()).value).toMatchObject({ type: 'text', text: piece });
  }
  held.release();
  let last: unknown;
  for await (const event of said) last = event;
  expect(last).toMatchObject(whole);
});

it('an answer that the limit of tokens ended says so', async () => {
  cloud().answer = streamedToLimit(pieces);
  const { said } = await outcome(cloud());
  expect(said.at(-1)).toEqual({ type: 'ending', ending: { tokens: 7, truncated: true } });
});

it('an answer in one piece that the limit ended says so', async () => {
  const message = { role: 'assistant', content: text };
  cloud().answer = json(200, { choices: [{ message, finish_reason: 'length' }] });
  const { said } = await outcome(cloud());
  expect(said).toEqual([
    { type: 'text', text },
    { type: 'ending', ending: { tokens: null, truncated: true } },
  ]);
});

it('thoughts are told as empty text: the model is at work, and what it thinks is no answer', async () => {
  cloud().answer = streamedWithReasoning(['Hm. ', 'Well.'], pieces);
  const told = await outcome(cloud());
  expect(told.text).toBe(text);
  const empty = { type: 'text', text: '' };
  expect(told.said.slice(0, 3)).toEqual([empty, empty, { type: 'text', text: pieces[0] }]);
});

it('thoughts within the text are left to those who clean it', async () => {
  cloud().answer = streamedWithThinkTags(['Hm.'], pieces);
  expect((await outcome(cloud())).text).toBe(`<think>\nHm.\n</think>\n\n${text}`);
});

it('bytes that are no characters become marks, and the rest is kept', async () => {
  cloud().answer = brokenUtf8();
  const told = await outcome(cloud());
  expect(told).toMatchObject({ text: 'ab\ufffd\ufffdcd', thrown: null });
});

it('an empty answer is one that ends', async () => {
  cloud().answer = streamed([]);
  const told = await outcome(cloud());
  expect(told).toMatchObject({ text: '', thrown: null });
  expect(told.said.at(-1)).toEqual(whole);
});
