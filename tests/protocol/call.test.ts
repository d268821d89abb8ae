import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import {
  type Asker,
  answerCall,
  openAnswer,
  permitted,
  type Trust,
} from '../../src/protocol/call.ts';
import { overTheWire } from './fake-ports.ts';

const reached: string[] = [];
const handler = (name: string) => async (args: unknown, asker: Asker) => {
  reached.push(name);
  return { name, args, asker };
};

const tables = {
  anyone: {
    ensureEngine: handler('ensureEngine'),
    inBoth: handler('inBoth of anyone'),
    nothing: async () => undefined,
    fails: async () => {
      throw new AppError('page-unreadable', 'Nothing to read.');
    },
    breaks: () => {
      throw new TypeError('no such thing');
    },
  },
  pages: {
    startInTab: handler('startInTab'),
    deleteModel: handler('deleteModel'),
    inBoth: handler('inBoth of pages'),
  },
};

function asker(trust: Trust): Asker {
  const nowhere = { documentId: null, sites: [], isPrivate: false };
  const isInTab = trust === 'anyone';
  return { trust, tabId: isInTab ? 7 : null, frameId: isInTab ? 0 : null, ...nowhere };
}

/** As over Chrome's wire, both ways. */
async function ask(trust: Trust, message: unknown): Promise<unknown> {
  reached.length = 0;
  return openAnswer(overTheWire(await answerCall(tables, asker(trust), overTheWire(message))));
}

describe('a verb', () => {
  it.each([
    ['anyone', 'ensureEngine', true],
    ['anyone', 'startInTab', false],
    ['anyone', 'deleteModel', false],
    ['pages', 'ensureEngine', true],
    ['pages', 'startInTab', true],
    ['pages', 'deleteModel', true],
  ] as const)('asked by %s for %s is answered: %s', async (trust, verb, isAnswered) => {
    const answer = ask(trust, { verb, args: { tabId: 7 } });
    if (isAnswered)
      expect(await answer).toEqual({ name: verb, args: { tabId: 7 }, asker: asker(trust) });
    else await expect(answer).rejects.toMatchObject({ code: 'refused' });
    expect(reached).toEqual(isAnswered ? [verb] : []);
  });

  it('that stands in both tables is never the one for pages when a content script asks', async () => {
    expect(await ask('anyone', { verb: 'inBoth' })).toMatchObject({ name: 'inBoth of anyone' });
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'named %s, like something that every object has, is refused',
    async (verb) => {
      for (const trust of ['anyone', 'pages'] as const)
        await expect(ask(trust, { verb, args: null })).rejects.toMatchObject({ code: 'refused' });
    },
  );

  it('that stands in no table is refused, whatever its name', () => {
    const known = new Set(Object.keys({ ...tables.anyone, ...tables.pages }));
    fc.assert(
      fc.property(
        fc.string().filter((name) => !known.has(name)),
        fc.constantFrom<Trust>('anyone', 'pages'),
        (verb, trust) => {
          expect(() => permitted(tables, trust, verb)).toThrow(AppError);
        },
      ),
    );
  });

  it('for pages is refused in the very words of one that does not exist', async () => {
    const words = async (verb: string) =>
      ask('anyone', { verb }).catch((thrown: AppError) => thrown.message.replace(verb, 'VERB'));
    expect(await words('startInTab')).toBe(await words('noSuchVerb'));
  });
});

describe('a call', () => {
  it('brings undefined arguments as null', async () => {
    const message = { verb: 'ensureEngine', args: undefined };
    expect(await ask('anyone', message)).toMatchObject({ args: null });
  });

  it('answers null when its handler returns nothing', async () => {
    expect(await ask('anyone', { verb: 'nothing', args: null })).toBeNull();
  });

  it.each([
    ['of the program’s own', 'fails', 'page-unreadable', 'Nothing to read.'],
    ['that nobody expected', 'breaks', 'unexpected', 'TypeError: no such thing'],
  ] as const)('throws an error %s as an AppError', async (_what, verb, code, message) => {
    const thrown = await ask('anyone', { verb }).catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: code satisfies ErrorCode, message });
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['a text', 'ensureEngine'],
    ['a list', ['ensureEngine']],
    ['an empty object', {}],
    ['no verb', { args: null }],
    ['a verb that is null', { verb: null }],
    ['a verb that is a list', { verb: ['ensureEngine'] }],
    ['a verb that is an object', { verb: { toString: 'ensureEngine' } }],
  ])('that is %s is refused', async (_what, message) => {
    for (const trust of ['anyone', 'pages'] as const)
      await expect(ask(trust, message)).rejects.toMatchObject({ code: 'refused' });
    expect(reached).toEqual([]);
  });

  it('is always answered, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (message) => {
        const answer = await answerCall(tables, asker('anyone'), message);
        expect(Object.keys(answer)).toEqual(['error']);
      }),
    );
  });

  it.each([[undefined], [null]])('without an answer (%s) throws `disconnected`', (answer) => {
    expect(() => openAnswer(answer)).toThrow(expect.objectContaining({ code: 'disconnected' }));
  });

  it.each([[null], [0], [''], [false], [[1, 2]]])('gives the result %j as it is', (result) => {
    expect(openAnswer(overTheWire({ result }))).toEqual(result);
  });
});
