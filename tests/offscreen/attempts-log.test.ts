import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, errorCodes } from '../../src/core/errors.ts';
import type { Exit } from '../../src/offscreen/attempts.ts';
import { attempted, outgoing, writtenDown } from './attempted.ts';
import { answered, refusedWith, type Said, ScriptedExit } from './scripted-exit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const leaving = { sentBytes: Buffer.byteLength(outgoing.body), receivedBytes: 0 };
const gone = { sentBytes: 100, receivedBytes: 40 };

describe('the log', () => {
  it('has a line before anything leaves, of what is about to, and its end after it', async () => {
    vi.setSystemTime(1_700_000_000_000);
    const scripted = new ScriptedExit(answered('The mill.'));
    const { exit, written } = writtenDown(scripted);
    attempted(exit);
    await vi.runAllTimersAsync();
    expect(scripted.loggedBefore).toEqual([1]);
    const line = {
      id: expect.any(String),
      at: 1_700_000_000_000,
      host: 'ai.example.com',
      purpose: 'summarize',
      error: null,
    };
    expect(written).toEqual([
      { ...line, ...leaving },
      { ...line, ...gone },
    ]);
    expect(written[0]?.id).toBe(written[1]?.id);
  });

  it('has a line of its own for each attempt, with what it came to', async () => {
    const scripted = new ScriptedExit(refusedWith(429), refusedWith(503), answered('The mill.'));
    attempted(scripted, { purpose: 'rewrite' });
    await vi.runAllTimersAsync();
    expect(scripted.loggedBefore).toEqual([1, 2, 3]);
    const lines = [...scripted.lines.values()];
    expect(lines.map(({ error }) => error)).toEqual(['cloud-busy', 'cloud-failing', null]);
    for (const line of lines) expect(line).toMatchObject({ ...gone, purpose: 'rewrite' });
  });

  it('says that nothing left where the door did not open', async () => {
    const scripted = new ScriptedExit();
    const ask = async function* () {
      yield* [];
      throw new AppError('cloud-off', 'The door is closed.');
    };
    const { exit, written } = writtenDown({ ...scripted, door: { ask: ask as never } });
    attempted(exit);
    await vi.runAllTimersAsync();
    expect(written.at(-1)).toMatchObject({ sentBytes: 0, receivedBytes: 0, error: 'cloud-off' });
  });

  it.each<[string, (Said | Error)[], string]>([
    ['a cut', [new AppError('cloud-cut', 'The connection broke.')], 'cloud-cut'],
    ['a fault of our own', [new Error('What?')], 'unexpected'],
    ['an end that was none', [], 'cloud-cut'],
    [
      'a refusal in mid-stream',
      [...answered('a').slice(0, 1), ...refusedWith(500)],
      'cloud-failing',
    ],
  ])('names %s', async (_what, events, error) => {
    const exit = new ScriptedExit(events);
    attempted(exit);
    await vi.runAllTimersAsync();
    expect([...exit.lines.values()]).toMatchObject([{ error, sentBytes: 100 }]);
  });

  it('does not take stopping for an error, and counts what went until then', async () => {
    const controller = new AbortController();
    const exit = new ScriptedExit(answered('The ', 'mill.'));
    attempted(exit, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(new Error('Stop was pressed'));
    await vi.runAllTimersAsync();
    expect([...exit.lines.values()]).toMatchObject([{ error: null, sentBytes: 100 }]);
  });

  it('that cannot be written lets nothing leave', async () => {
    const scripted = new ScriptedExit(answered('Never.'));
    const full = new AppError('storage-full', 'The disk is full.');
    const record = async () => {
      throw full;
    };
    const { said, meter, end } = attempted({ ...scripted, door: scripted.door, record });
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: full });
    expect(scripted.requests).toEqual([]);
    expect(said).toEqual([{ type: 'asking' }]);
    expect(meter.read()).toEqual({ sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false });
  });

  it('knows nothing of what is private, whatever becomes of it', async () => {
    for (const events of [answered('a'), [], [...refusedWith(429)], [new Error('What?')]]) {
      const scripted = new ScriptedExit(events, answered('a'));
      const { exit, written } = writtenDown(scripted);
      const { end } = attempted(exit, { purpose: null });
      await vi.runAllTimersAsync();
      await end;
      expect(scripted.requests.length).toBeGreaterThan(0);
      expect(written).toEqual([]);
    }
  });
});

describe('the key', () => {
  /** The exit with a key that changes, as it does when a person sets another one while a request waits. */
  function withKeys(scripted: ScriptedExit, ...keys: (string | null)[]): Exit {
    const { door, record } = scripted;
    return { door, record, keyFor: async () => keys.shift() ?? null };
  }

  it('is asked for anew at each attempt', async () => {
    const scripted = new ScriptedExit(refusedWith(429), refusedWith(503), answered('The mill.'));
    attempted(withKeys(scripted, 'one', 'two', null));
    await vi.runAllTimersAsync();
    expect(scripted.requests.map(({ key }) => key)).toEqual(['one', 'two', null]);
  });

  it('that cannot be had lets nothing leave, and no line is written', async () => {
    const scripted = new ScriptedExit(answered('Never.'));
    const { door, record } = scripted;
    const lost = new AppError('disconnected', 'Nobody answered the call.');
    const keyFor = async () => {
      throw lost;
    };
    const { end } = attempted({ door, record, keyFor });
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ thrown: lost });
    expect(scripted.requests).toEqual([]);
    expect(scripted.lines.size).toBe(0);
  });

  const event = fc.oneof(
    fc.constantFrom<Said>({ type: 'text', text: '' }, { type: 'text', text: 'a' }, ...answered()),
    fc.constantFrom(0, 200, 400, 401, 429, 500, 503).map((status) => refusedWith(status)[0]),
    fc.constantFrom(...errorCodes).map((code) => new AppError(code, 'As the test wants it.')),
  );
  const script = fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 5 });

  it('is in no event, no error and no line, and text ends all attempts, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (answers) => {
        const scripted = new ScriptedExit(...answers);
        const canary = 'sk-canary';
        const { exit, written } = writtenDown(withKeys(scripted, ...Array(5).fill(canary)));
        const { said, end } = attempted(exit);
        await vi.runAllTimersAsync();
        const ended = await end;
        expect(JSON.stringify([said, written])).not.toContain(canary);
        const error = 'thrown' in ended ? (ended.thrown as AppError) : null;
        expect(`${error?.message} ${error?.stack} ${error?.cause}`).not.toContain(canary);

        expect(scripted.requests.map(({ key }) => key)).toEqual(
          scripted.requests.map(() => canary),
        );
        expect(scripted.requests.length).toBeLessThanOrEqual(3);
        expect(scripted.lines.size).toBe(scripted.requests.length);
        const begun = said.findIndex((one) => typeof one === 'string' && one !== '');
        if (begun >= 0) expect(said.slice(begun)).not.toContainEqual({ type: 'asking' });
      }),
    );
  });
});
