import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import type { Exit } from '../../src/offscreen/attempts.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import { runOnServer } from '../../src/offscreen/run-on-server.ts';
import type { ChatEvent, RunEvent } from '../../src/protocol/contract.ts';
import { nextTurn } from '../protocol/fake-ports.ts';
import { Asked, asker, Side, task } from './asked-server.ts';
import { untilAborted } from './scripted-engine.ts';
import { answered, refusedWith, ScriptedExit } from './scripted-exit.ts';

const always = { consent: 'always' } as const;

function shown(said: readonly RunEvent[]): string {
  let text = '';
  for (const event of said)
    if (event.type === 'delta') text = text.slice(0, event.keep) + event.text;
  return text;
}

describe('an answer of the server', () => {
  it('is shown as it comes, cleaned, and ends with its receipt', async () => {
    const exit = new ScriptedExit(
      answered('Sure! Here is the rewritten text: ', 'The mill ', 'was sold.'),
    );
    const asked = new Asked(new Side(exit, always));
    expect(await asked.end).toBeNull();
    expect(asked.said.map(({ type }) => type)).toEqual([
      ...['plan', 'asking', 'traffic', 'delta', 'delta', 'done'],
    ]);
    expect(shown(asked.said)).toBe('The mill was sold.');
    expect(asked.said.at(-1)).toEqual({
      type: 'done',
      result: 'The mill was sold.',
      receipt: {
        ...{ engine: 'cloud', model: 'large', tokens: 5, truncated: false },
        ...{ wordsRead: 6, wordsTotal: 6 },
        traffic: { sentBytes: 100, receivedBytes: 40, hosts: ['ai.example.com'], isAtMost: false },
        masking: { masked: [], missing: [] },
        elapsedMs: expect.any(Number),
      },
    });
  });

  it('counts all attempts in its receipt', async () => {
    const exit = new ScriptedExit(
      refusedWith(429, { retryAfterMs: 0 }),
      answered('The mill was sold.'),
    );
    const asked = new Asked(new Side(exit, always));
    expect(await asked.end).toBeNull();
    const traffic = {
      sentBytes: 200,
      receivedBytes: 80,
      hosts: ['ai.example.com'],
      isAtMost: false,
    };
    expect(asked.said.at(-1)).toMatchObject({ type: 'done', receipt: { traffic } });
  });

  it('that breaks off ends with its error, and what was shown stays', async () => {
    const cut = new AppError('cloud-cut', 'The connection broke.');
    const exit = new ScriptedExit([{ type: 'text', text: 'The mill was' }, cut]);
    const asked = new Asked(new Side(exit, always));
    expect(await asked.end).toBe(cut);
    expect(shown(asked.said)).toBe('The mill was');
    expect(asked.said.map(({ type }) => type)).not.toContain('done');
  });

  it('that is nothing is an error', async () => {
    const exit = new ScriptedExit(answered('<think>Hm.</think>', ' '));
    const asked = new Asked(new Side(exit, always));
    expect(await asked.end).toMatchObject({ code: 'answer-empty' });
  });

  it.each([
    [false, ['rewrite']],
    [true, []],
  ])('is logged by its tool, with a private window: %j', async (isPrivate, purposes) => {
    const exit = new ScriptedExit(answered('The mill was sold.'));
    const asked = new Asked(new Side(exit, always), { isPrivate });
    expect(await asked.end).toBeNull();
    expect([...exit.lines.values()].map(({ purpose }) => purpose)).toEqual(purposes);
  });

  it('that nobody listens to any more is closed, and its line in the log ended', async () => {
    const exit = new ScriptedExit(answered('The mill ', 'was ', 'sold.'));
    const request = { task, asker };
    const { signal } = new AbortController();
    const events = runOnServer(signal, new Side(exit, always), new Meter(), request);
    for await (const event of events) if (event.type === 'delta') break;
    expect([...exit.lines.values()]).toMatchObject([{ sentBytes: 100, receivedBytes: 40 }]);
  });

  it('of which somebody stops the rest ends the request', async () => {
    const exit = new ScriptedExit(answered('The mill ', 'was ', 'sold.'));
    const asked = new Asked(new Side(exit, always));
    await asked.event('delta');
    const stop = new Error('Stop was pressed');
    asked.controller.abort(stop);
    expect(await asked.end).toBe(stop);
  });
});

describe('many requests at once', () => {
  /** A door whose requests stay under way until a test lets one go. */
  class HeldExit {
    readonly open: (() => void)[] = [];
    most = 0;
    #underWay = 0;
    readonly exit: Exit;

    constructor() {
      const ask = (signal: AbortSignal) => this.#chat(signal);
      this.exit = {
        door: { ask: ask as Exit['door']['ask'] },
        keyFor: async () => null,
        record: async () => {},
      };
    }

    async *#chat(signal: AbortSignal): AsyncGenerator<ChatEvent> {
      this.most = Math.max(this.most, ++this.#underWay);
      const bytes = { sentBytes: 1, receivedBytes: 1 };
      try {
        yield { type: 'sending', ...bytes };
        const released = new Promise<void>((resolve) => this.open.push(resolve));
        await Promise.race([released, untilAborted(signal)]);
        yield { type: 'text', text: 'The mill was sold.', ...bytes };
        yield { type: 'ending', ending: { tokens: null, truncated: false }, ...bytes };
      } finally {
        this.#underWay--;
      }
    }
  }

  const until = async (condition: () => boolean) => {
    while (!condition()) await nextTurn();
  };

  it('are two in flight, and the others are told their place and come in their order', async () => {
    const held = new HeldExit();
    const side = new Side(held.exit, always);
    const asked = Array.from({ length: 5 }, () => new Asked(side));
    await until(() => held.open.length === 2);
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    expect(held.open).toHaveLength(2);
    expect(asked.map(({ said }) => said)).toMatchObject([
      [{ type: 'plan' }, { type: 'asking' }, { type: 'traffic' }],
      [{ type: 'plan' }, { type: 'asking' }, { type: 'traffic' }],
      [{ type: 'queued', ahead: 1 }],
      [{ type: 'queued', ahead: 2 }],
      [{ type: 'queued', ahead: 3 }],
    ]);
    for (let count = 0; count < 5; count++) {
      await until(() => held.open.length > count);
      held.open[count]?.();
      expect(await asked[count]?.end).toBeNull();
    }
    expect(held.most).toBe(2);
  });

  it('make room for the next when one is stopped, under way or waiting', async () => {
    const held = new HeldExit();
    const side = new Side(held.exit, always);
    const [first, , third, fourth] = Array.from({ length: 4 }, () => new Asked(side));
    await until(() => held.open.length === 2);
    third?.controller.abort(new Error('Stop was pressed'));
    await third?.end;
    first?.controller.abort(new Error('Stop was pressed'));
    await fourth?.event('asking');
    expect(third?.said).toEqual([{ type: 'queued', ahead: 1 }]);
    expect(held.most).toBe(2);
  });

  it('do not wait for one that waits for its yes', async () => {
    const exit = new ScriptedExit(answered('The mill was sold.'));
    const side = new Side(exit);
    const unanswered = [new Asked(side), new Asked(side), new Asked(side)];
    for (const one of unanswered) await one.event('consent');
    side.change(always);
    expect(await new Asked(side).end).toBeNull();
    for (const one of unanswered) one.controller.abort();
  });

  it('are begun anew after one that failed', async () => {
    const exit = new ScriptedExit(
      refusedWith(401),
      refusedWith(401),
      refusedWith(401),
      answered('Yes.'),
    );
    const side = new Side(exit, always);
    for (let count = 0; count < 3; count++)
      expect(await new Asked(side).end).toMatchObject({ code: 'cloud-unauthorized' });
    expect(await new Asked(side).end).toBeNull();
  });
});
