import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { chat } from '../../src/door/chat.ts';
import { eventStream, streamed, write } from '../e2e/support/cloud-answers.ts';
import { answerEvents, pieceEvents } from '../e2e/support/cloud-events.ts';
import {
  keepAliveForEver,
  silence,
  silenceAfter,
  silenceAfterHeaders,
  slowHeaders,
} from '../e2e/support/cloud-faults.ts';
import type { Behavior } from '../e2e/support/cloud-request.ts';
import { askedOf, body, errorOf, lastEnd, never, patient, servedCloud } from './asked.ts';

const cloud = servedCloud();

const begun = (status: number): Behavior => {
  return async (_gone, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    await write(response, '{"choices": [');
  };
};

const phases: [string, Behavior, number][] = [
  ['before the server answers', silence, 0],
  ['within its headers', slowHeaders(10), 0],
  ['after its headers', silenceAfterHeaders, 0],
  ['while it only shows that it lives', keepAliveForEver(10), 0],
  ['within an event', eventStream(['data: {"choi'], { atEnd: 'silence' }), 0],
  ['within an answer in one piece', begun(200), 0],
  ['within a refusal', begun(500), 0],
  ['after the first text', silenceAfter(['So ', 'far']), 2],
  ['while it writes', streamed(Array(10_000).fill('word '), { everyMs: 5 }), 3],
];

/** Asks, takes so many texts, and goes on waiting for the next, which is not there yet. */
async function intoPhase(signal: AbortSignal, behavior: Behavior, texts: number) {
  cloud().answer = behavior;
  const said = chat(signal, askedOf(cloud()), patient);
  for (let count = 0; count <= texts; count++) await said.next();
  const rest = (async () => {
    for await (const _ of said);
  })();
  rest.catch(() => {});
  while (cloud().requests[0]?.body !== body) await setTimeout(5);
  // The server has the request; what it sends at first may still be under way.
  await setTimeout(50);
  return { rest };
}

it.each(phases)('aborting %s closes the connection at once, with the reason', async (...phase) => {
  const [, behavior, texts] = phase;
  const controller = new AbortController();
  const { rest } = await intoPhase(controller.signal, behavior, texts);
  const reason = new AppError('disconnected', 'Stop was pressed.');
  controller.abort(reason);
  await expect(rest).rejects.toBe(reason);
  expect(await lastEnd(cloud())).toBe('hung up');
});

it.each(phases)('aborting %s for a reason of another kind ends as hanging up', async (...phase) => {
  const [, behavior, texts] = phase;
  const controller = new AbortController();
  const { rest } = await intoPhase(controller.signal, behavior, texts);
  controller.abort(new Error('whatever'));
  expect(await errorOf(() => rest)).toBe('disconnected');
});

it('aborting closes the connection even while nobody takes what came', async () => {
  cloud().answer = silenceAfter(['So ', 'far']);
  const controller = new AbortController();
  const said = chat(controller.signal, askedOf(cloud()), patient);
  for (let count = 0; count < 2; count++) await said.next();
  controller.abort(new AppError('disconnected', 'Stop was pressed.'));
  expect(await lastEnd(cloud())).toBe('hung up');
});

it('an aborted signal asks nobody', async () => {
  const reason = new AppError('disconnected', 'Stop was pressed.');
  const said = chat(AbortSignal.abort(reason), askedOf(cloud()), patient);
  await said.next();
  await expect(said.next()).rejects.toBe(reason);
  await setTimeout(50);
  expect(cloud().all).toEqual([]);
});

it.each([
  ['a stream', silenceAfter(['So ', 'far'])],
  ['a stream under way', streamed(Array(10_000).fill('word '), { everyMs: 5 })],
])('leaving the loop of %s closes the connection', async (_what, behavior) => {
  cloud().answer = behavior;
  for await (const event of chat(never, askedOf(cloud()), patient))
    if (event.type === 'text') break;
  expect(await lastEnd(cloud())).toBe('hung up');
});

it('a finished answer is closed, whatever the server does after it', async () => {
  cloud().answer = eventStream(answerEvents(['A good answer.']), { atEnd: 'silence' });
  for await (const _ of chat(never, askedOf(cloud()), patient));
  expect(await lastEnd(cloud())).toBe('hung up');
});

it('an answer that breaks in the middle is closed: the rest of it is not waited for', async () => {
  const blocks = [...pieceEvents(['So far']), 'data: no JSON\n\n'];
  cloud().answer = eventStream(blocks, { atEnd: 'silence' });
  const said = chat(never, askedOf(cloud()), patient);
  const code = await errorOf(async () => {
    for await (const _ of said);
  });
  expect(code).toBe('cloud-malformed');
  expect(await lastEnd(cloud())).toBe('hung up');
});
