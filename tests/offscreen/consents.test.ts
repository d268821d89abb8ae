import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Consents } from '../../src/offscreen/consents.ts';
import type { Asker } from '../../src/protocol/call.ts';

const stop = new Error('Stop was pressed');
const refused = expect.objectContaining({ name: 'AppError', code: 'refused' });

function askerIn(documentId: string | null): Asker {
  const place = { tabId: 1, frameId: 0, sites: ['mail.example.com'] };
  return { trust: 'anyone', ...place, documentId, isPrivate: false };
}

const asker = askerIn('the-document');

function asked(consents = new Consents(), by = asker) {
  const controller = new AbortController();
  return { consents, controller, ...consents.ask(controller.signal, by) };
}

/** What an answer is now; null while there is none. */
async function now(answer: Promise<string>): Promise<string | null> {
  await new Promise((resolve) => setTimeout(resolve));
  return Promise.race([answer, Promise.resolve(null)]);
}

describe('a ticket', () => {
  it('brings the text as the person sent it off, to the letter', async () => {
    const { consents, ticket, answer } = asked();
    expect(await now(answer)).toBeNull();
    consents.approve({ ticket, text: ' edited\r\n\u2028' }, asker);
    expect(await answer).toBe(' edited\r\n\u2028');
  });

  it('is good for once', async () => {
    const { consents, ticket, answer } = asked();
    consents.approve({ ticket, text: 'first' }, asker);
    expect(() => consents.approve({ ticket, text: 'second' }, asker)).toThrow(refused);
    expect(await answer).toBe('first');
  });

  it.each(['another-document', '', null])('is not good out of the document %j', async (other) => {
    const { consents, ticket, answer } = asked();
    expect(() => consents.approve({ ticket, text: 'forged' }, askerIn(other))).toThrow(refused);
    expect(await now(answer)).toBeNull();
    // And the attempt has not used it up.
    consents.approve({ ticket, text: 'own' }, asker);
    expect(await answer).toBe('own');
  });

  it('that a place without a document got is not good out of one', async () => {
    const { consents, ticket, answer } = asked(new Consents(), askerIn(null));
    expect(() => consents.approve({ ticket, text: 'forged' }, asker)).toThrow(refused);
    consents.approve({ ticket, text: 'own' }, askerIn(null));
    expect(await answer).toBe('own');
  });

  it.each(['', 'constructor', '__proto__', crypto.randomUUID()])(
    'that nobody got, such as %j, is refused to everybody',
    async (ticket) => {
      const { consents, answer } = asked();
      for (const by of [asker, askerIn(null)])
        expect(() => consents.approve({ ticket, text: 'forged' }, by)).toThrow(refused);
      expect(await now(answer)).toBeNull();
    },
  );

  it('answers its own question and no other', async () => {
    const consents = new Consents();
    const [one, two] = [asked(consents), asked(consents)];
    expect(one.ticket).not.toBe(two.ticket);
    consents.approve({ ticket: two.ticket, text: 'two' }, asker);
    expect(await two.answer).toBe('two');
    expect(await now(one.answer)).toBeNull();
  });

  it('cannot be guessed from those before it', () => {
    const consents = new Consents();
    const tickets = Array.from({ length: 100 }, () => asked(consents).ticket);
    for (const ticket of tickets)
      expect(ticket).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(new Set(tickets.map((ticket) => ticket.slice(0, 8))).size).toBeGreaterThan(90);
  });
});

describe('aborting', () => {
  it('takes the question back, with the reason', async () => {
    const { consents, controller, ticket, answer } = asked();
    controller.abort(stop);
    await expect(answer).rejects.toBe(stop);
    expect(() => consents.approve({ ticket, text: 'late' }, asker)).toThrow(refused);
  });

  it('takes back a question that nobody waits for, without a stir', async () => {
    const { controller } = asked();
    controller.abort(stop);
    await now(Promise.resolve(''));
  });

  it('takes no other question back', async () => {
    const consents = new Consents();
    const [one, two] = [asked(consents), asked(consents)];
    one.controller.abort(stop);
    consents.approve({ ticket: two.ticket, text: 'two' }, asker);
    expect(await two.answer).toBe('two');
  });

  it('after the yes changes nothing, and is not listened for', async () => {
    const { consents, controller, ticket, answer } = asked();
    consents.approve({ ticket, text: 'yes' }, asker);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort(stop);
    expect(await answer).toBe('yes');
  });

  it('before the question leaves none to be answered', () => {
    expect(() => new Consents().ask(AbortSignal.abort(stop), asker)).toThrow(stop);
  });
});
