import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import { countWords } from '../../src/core/text/count-words.ts';
import type { ModelChoice, Task } from '../../src/core/tools.ts';
import { estimateTokens } from '../../src/core/window.ts';
import type { Engines } from '../../src/offscreen/engine-states.ts';
import { InstantEngine } from '../../src/offscreen/instant-engine.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import { Queue } from '../../src/offscreen/queue.ts';
import { runOnDevice } from '../../src/offscreen/run-on-device.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { nextTurn } from '../protocol/fake-ports.ts';
import {
  answering,
  deviceWith,
  ending,
  notReady,
  ready,
  type Script,
  ScriptedEngine,
  untilAborted,
  withWindow,
} from './scripted-engine.ts';

const instantEngine = new InstantEngine(async () => []);
const never = new AbortController().signal;
const summarize: ModelChoice = { tool: 'summarize', type: 'tldr', length: 'short' };
const rewrite: ModelChoice = { tool: 'rewrite', style: 'friendly', instruction: '' };
const text = 'A cat was seen. It sat on a mat.';
const summary: Task = { choice: summarize, text, language: 'en' };
const rewriting: Task = { choice: rewrite, text, language: 'en' };

function engines(webLlm: Script = {}, instant: Script = { generate: answering('The draft.') }) {
  return {
    'web-llm': new ScriptedEngine('web-llm', webLlm),
    instant: new ScriptedEngine('instant', instant),
  } satisfies Partial<Engines>;
}

function run(signal: AbortSignal, on: Partial<Engines>, queue: Queue, task: Task) {
  const request = { task, pace: 'usual', documentId: null } as const;
  return runOnDevice(signal, deviceWith(on, queue), new Meter(), request);
}

async function collect(events: AsyncIterable<RunEvent>, into: RunEvent[] = []) {
  for await (const event of events) into.push(event);
  return into;
}

/** Everything that a request said, and the error it ended with. */
async function outcome(events: AsyncIterable<RunEvent>) {
  const said: RunEvent[] = [];
  const thrown = await collect(events, said).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { said, thrown };
}

function ask(task: Task, on: Partial<Engines>, queue = new Queue()) {
  return outcome(run(never, on, queue, task));
}

/** The queue is free, or soon will be: another request is answered. */
async function works(queue: Queue) {
  const { said, thrown } = await ask(rewriting, engines(), queue);
  expect(thrown).toBeNull();
  const types = said.map(({ type }) => type).filter((type) => type !== 'queued');
  expect(types).toEqual(['plan', 'prefill', 'delta', 'delta', 'done']);
}

const reading = { wordsRead: 9, wordsTotal: 9 };
const nothingLeft = {
  traffic: { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false },
  masking: null,
};
const draftReceipt = {
  ...{ engine: 'instant', model: null, ...reading, ...ending, ...nothingLeft },
  elapsedMs: expect.any(Number),
};
const draft = { type: 'draft', result: 'The draft.', receipt: draftReceipt };
const why = { kind: 'best' };
const modelReceipt = {
  ...{ engine: 'web-llm', model: 'Scripted 1B', ...reading, ...ending, ...nothingLeft },
  elapsedMs: expect.any(Number),
};

describe('a summary', () => {
  it('is a draft at once, then what the model writes over it', async () => {
    const on = engines({
      load: async (_signal, progress) => {
        progress({ phase: 'load', progress: 0.5 });
        await nextTurn();
        progress({ phase: 'compile', progress: 1 });
      },
    });
    const { said, thrown } = await ask(summary, on);
    expect(thrown).toBeNull();
    expect(said).toEqual([
      draft,
      { type: 'loading', phase: 'load', progress: 0.5 },
      { type: 'loading', phase: 'compile', progress: 1 },
      { type: 'plan', engine: 'web-llm', model: 'Scripted 1B', reading, why },
      { type: 'prefill' },
      { type: 'delta', keep: 0, text: 'The cat' },
      { type: 'delta', keep: 7, text: ' sat.' },
      { type: 'done', result: 'The cat sat.', receipt: modelReceipt },
    ]);
    expect(on['web-llm'].tasks).toEqual([summary]);
    expect(on['web-llm'].open).toBe(0);
  });

  it('is cleaned while it streams, and its result again as a whole', async () => {
    const generate = answering('Sure! Here is', ' a summary:\n\n', '"The cat', ' sat."');
    const { said } = await ask(summary, engines({ generate }));
    expect(said.slice(3)).toEqual([
      { type: 'delta', keep: 0, text: '"The cat' },
      { type: 'delta', keep: 0, text: 'The cat sat.' },
      { type: 'done', result: 'The cat sat.', receipt: modelReceipt },
    ]);
  });

  it('is done with a result even when the model’s answer was too short to show before', async () => {
    const { said } = await ask(summary, engines({ generate: answering('Here it sat.') }));
    expect(said.map(({ type }) => type)).toEqual(['draft', 'plan', 'prefill', 'done']);
    expect(said.at(-1)).toMatchObject({ result: 'Here it sat.' });
  });

  it('tells when the model was cut off, and how many tokens it wrote', async () => {
    const generate = async function* () {
      yield 'The cat';
      return { tokens: 120, truncated: true };
    };
    const { said } = await ask(summary, engines({ generate }));
    expect(said.at(-1)).toMatchObject({ receipt: { tokens: 120, truncated: true } });
  });

  it('is the draft, of the text’s own sentences, where no model is', async () => {
    const on = {
      'web-llm': new ScriptedEngine('web-llm', notReady('no-gpu')),
      instant: instantEngine,
    };
    const { said, thrown } = await ask(summary, on);
    expect(thrown).toBeNull();
    const [draft, fallback, done] = said;
    expect(said.length).toBe(3);
    expect(fallback).toEqual({ type: 'fallback', code: 'no-gpu', next: { kind: 'instant' } });
    expect(done).toMatchObject({
      type: 'done',
      result: draft?.type === 'draft' ? draft.result : null,
      receipt: { engine: 'instant', model: null, tokens: null, truncated: false, ...reading },
    });
    expect(on['web-llm'].loads).toBe(0);
  });

  it('names the model that was loaded, if another was chosen while it waited', async () => {
    const other = { ...ready, model: 'Other 2B' };
    const { said } = await ask(rewriting, engines({ load: async () => other }));
    expect(said[0]).toMatchObject({ type: 'plan', model: 'Other 2B' });
    expect(said.at(-1)).toMatchObject({ type: 'done', receipt: { model: 'Other 2B' } });
  });

  it('says of a text with too many sentences how much of it was read', async () => {
    const on = {
      'web-llm': new ScriptedEngine('web-llm', notReady('no-gpu')),
      instant: instantEngine,
    };
    const text = Array.from({ length: 61_000 }, (_, i) => `Cat ${i} sat.`).join(' ');
    const { said } = await ask({ ...summary, text }, on);
    expect(said.at(-1)).toMatchObject({ receipt: { wordsRead: 180_000, wordsTotal: 183_000 } });
  });

  const broken = new AppError('device-lost', 'The GPU went away.');
  it.each<[string, ErrorCode, Script, string[]]>([
    ['is not there', 'no-model', notReady('no-model'), []],
    ['cannot say whether it is ready', 'device-lost', { readiness: failing(broken) }, []],
    ['does not load', 'device-lost', { load: failing(broken) }, []],
    ['fails as nobody expected', 'unexpected', { load: failing(new TypeError('x')) }, []],
    [
      'fails before its first word',
      'device-lost',
      { generate: saying([], broken) },
      ['plan', 'prefill'],
    ],
    [
      'fails in the middle',
      'device-lost',
      { generate: saying(['The cat'], broken) },
      ['plan', 'prefill', 'delta'],
    ],
  ])(
    'is the draft after all, with the reason, when the model %s',
    async (_what, code, script, before) => {
      const queue = new Queue();
      const on = engines(script);
      const { said, thrown } = await ask(summary, on, queue);
      expect(thrown).toBeNull();
      expect(said.map(({ type }) => type)).toEqual(['draft', ...before, 'fallback', 'done']);
      expect(said.at(-2)).toEqual({ type: 'fallback', code, next: { kind: 'instant' } });
      const isTried = 'load' in script || 'generate' in script;
      const why = isTried ? { kind: 'instead', of: 'web-llm', code } : { kind: 'only' };
      expect(said.at(-1)).toEqual({ ...draft, type: 'done', offer: null, why });
      expect(on['web-llm'].open).toBe(0);
      await works(queue);
    },
  );

  it('is still the draft when the model answers nothing but a thought', async () => {
    const { said } = await ask(summary, engines({ generate: answering('<think>', 'Hm, a cat') }));
    expect(said.at(-1)).toMatchObject({ type: 'done', result: 'The draft.' });
  });

  it('is still the model’s when the instant engine fails', async () => {
    const on = engines({}, { generate: saying([], new TypeError('in the extraction')) });
    const { said } = await ask(summary, on);
    expect(said.at(-1)).toMatchObject({ type: 'done', result: 'The cat sat.' });
  });
});

describe('a rewrite', () => {
  it('is what the model writes, without any draft', async () => {
    const on = engines();
    const { said } = await ask(rewriting, on);
    expect(said).toEqual([
      { type: 'plan', engine: 'web-llm', model: 'Scripted 1B', reading, why: { kind: 'only' } },
      { type: 'prefill' },
      { type: 'delta', keep: 0, text: 'The cat' },
      { type: 'delta', keep: 7, text: ' sat.' },
      { type: 'done', result: 'The cat sat.', receipt: modelReceipt },
    ]);
    expect(on.instant.tasks).toEqual([]);
  });

  it.each(['no-model', 'no-gpu'] as const)(
    'without a model says %s and nothing else',
    async (code) => {
      const { said, thrown } = await ask(rewriting, engines(notReady(code)));
      expect(said).toEqual([]);
      expect(thrown).toMatchObject({ name: 'AppError', code });
    },
  );

  it('keeps what was written when the model fails, and says why', async () => {
    const queue = new Queue();
    const lost = new AppError('device-lost', 'The GPU went away.');
    const { said, thrown } = await ask(
      rewriting,
      engines({ generate: saying(['The cat'], lost) }),
      queue,
    );
    expect(said.map(({ type }) => type)).toEqual(['plan', 'prefill', 'delta']);
    expect(thrown).toBe(lost);
    await works(queue);
  });
});

describe('a text over the window', () => {
  const long = Array.from(
    { length: 600 },
    (_, i) => `Report ${i} says that town ${i * 7} counted ${i * 13} cats.`,
  ).join(' ');

  it('is summarized from a part of it, and that is told', async () => {
    const on = engines(withWindow(1000));
    const { said } = await ask({ ...summary, text: long }, on);
    const read = on['web-llm'].tasks[0]?.text ?? '';
    const part = { wordsRead: countWords(read), wordsTotal: countWords(long) };
    expect(estimateTokens(read)).toBeLessThan(1000);
    expect(part.wordsRead).toBeLessThan(part.wordsTotal);
    expect(said.find(({ type }) => type === 'plan')).toMatchObject({ reading: part });
    expect(said.at(-1)).toMatchObject({ type: 'done', receipt: { engine: 'web-llm', ...part } });
  });

  it('is drafted from the whole', async () => {
    const on = engines(withWindow(1000));
    await ask({ ...summary, text: long }, on);
    expect(on.instant.tasks.map((task) => task.text)).toEqual([long]);
  });

  it('is cut down until the tokenizer, which counts better, lets it pass', async () => {
    const generate = overWindowAbove(500);
    const on = engines({ ...withWindow(1000), generate });
    const { said } = await ask({ ...summary, text: long }, on);
    const lengths = on['web-llm'].tasks.map((task) => task.text.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths).toEqual([...new Set(lengths)].sort((a, b) => b - a));
    expect(said.filter(({ type }) => type === 'plan').length).toBe(lengths.length);
    expect(said.at(-1)).toMatchObject({ type: 'done', result: 'Enough.' });
  });

  it('that never passes is answered by the draft', async () => {
    const { said, thrown } = await ask(
      { ...summary, text: long },
      engines({ ...withWindow(1000), generate: overWindowAbove(0) }),
    );
    expect(thrown).toBeNull();
    expect(said.slice(-2)).toMatchObject([
      { type: 'fallback', code: 'over-window' },
      { type: 'done', result: 'The draft.' },
    ]);
  });

  it('is not rewritten in part, and no model is loaded to say so', async () => {
    const queue = new Queue();
    const on = engines(withWindow(1000));
    const { thrown } = await ask({ ...rewriting, text: long }, on, queue);
    expect(thrown).toMatchObject({ code: 'over-window' });
    expect(on['web-llm'].loads).toBe(0);
    expect(on['web-llm'].tasks).toEqual([]);
    await works(queue);
  });

  it('by the tokenizer’s count alone is not tried again for a rewrite', async () => {
    const on = engines({ generate: overWindowAbove(0) });
    const { thrown } = await ask(rewriting, on);
    expect(thrown).toMatchObject({ code: 'over-window' });
    expect(on['web-llm'].tasks.length).toBe(1);
  });

  it('does not exist for an engine without a window', async () => {
    const readiness = async () => ({ ...ready, model: null, contextTokens: null });
    const on = engines({ readiness });
    await ask({ ...rewriting, text: long }, on);
    expect(on['web-llm'].tasks.map((task) => task.text)).toEqual([long]);
  });
});

describe('several requests', () => {
  it('at once all end, one after the other', async () => {
    const queue = new Queue();
    const on = engines();
    const all = await Promise.all([1, 2, 3].map(() => ask(rewriting, on, queue)));
    for (const { said, thrown } of all) {
      expect(thrown).toBeNull();
      expect(said.at(-1)).toMatchObject({ type: 'done', result: 'The cat sat.' });
    }
    expect(on['web-llm'].tasks.length).toBe(3);
    expect(on['web-llm'].mostOpen).toBe(1);
  });

  it('know their places while they wait', async () => {
    const queue = new Queue();
    const on = engines();
    const all = await Promise.all([1, 2, 3].map(() => ask(rewriting, on, queue)));
    const places = all.map(({ said }) =>
      said.flatMap((event) => (event.type === 'queued' ? [event.ahead] : [])),
    );
    expect(places).toEqual([[], [1], [2, 1]]);
  });

  it('get their drafts at once, whoever is being answered', async () => {
    const queue = new Queue();
    const busy = await queue.enter(never, () => {});
    const waiting = run(never, engines(), queue, summary);
    expect((await waiting.next()).value).toEqual(draft);
    expect((await waiting.next()).value).toEqual({ type: 'queued', ahead: 1 });
    busy();
    expect((await collect(waiting)).at(-1)).toMatchObject({ result: 'The cat sat.' });
  });

  it('without a model do not wait for one another', async () => {
    const queue = new Queue();
    await queue.enter(never, () => {});
    const { said } = await ask(summary, engines(notReady('no-gpu')), queue);
    expect(said.at(-1)).toMatchObject({ type: 'done', result: 'The draft.' });
  });
});

describe('canceling', () => {
  /** Scripts that stand still at one stage of a request until they are aborted. */
  function standingAt(stage: string, reached: () => void) {
    const stand = (signal: AbortSignal) => {
      reached();
      return untilAborted(signal);
    };
    const standIn = (...pieces: string[]) =>
      async function* (signal: AbortSignal) {
        yield* pieces;
        await stand(signal);
        return ending;
      };
    const scripts: Record<string, ReturnType<typeof engines>> = {
      draft: engines({}, { generate: standIn() }),
      readiness: engines({ readiness: stand }),
      load: engines({ load: stand }),
      'load, after some progress': engines({
        load: (signal, progress) => {
          progress({ phase: 'fetch', progress: 0.1 });
          return stand(signal);
        },
      }),
      prefill: engines({ generate: standIn() }),
      decode: engines({ generate: standIn('The cat') }),
    };
    return scripts[stage] ?? engines();
  }

  it.each(['draft', 'readiness', 'load', 'load, after some progress', 'prefill', 'decode'])(
    'at the stage of %s throws the reason, closes the answer and frees the queue',
    async (stage) => {
      const queue = new Queue();
      const controller = new AbortController();
      let reached = () => {};
      const standing = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const on = standingAt(stage, () => reached());
      const ending = outcome(run(controller.signal, on, queue, summary));
      await standing;
      controller.abort(new Error('Stop was pressed'));
      const { said, thrown } = await ending;
      expect(thrown).toEqual(new Error('Stop was pressed'));
      expect(said.map(({ type }) => type)).not.toContain('fallback');
      expect(said.map(({ type }) => type)).not.toContain('done');
      expect((on['web-llm'] as ScriptedEngine).open).toBe(0);
      await works(queue);
    },
  );

  it('while waiting leaves the queue to the others', async () => {
    const queue = new Queue();
    const leave = await queue.enter(never, () => {});
    const controller = new AbortController();
    const on = engines();
    const waiting = outcome(run(controller.signal, on, queue, rewriting));
    const next = works(queue);
    await nextTurn();
    controller.abort(new Error('Stop was pressed'));
    expect((await waiting).thrown).toEqual(new Error('Stop was pressed'));
    expect(on['web-llm'].tasks).toEqual([]);
    leave();
    await next;
  });

  it('before anything began begins nothing', async () => {
    const queue = new Queue();
    const on = engines();
    const { thrown } = await outcome(
      run(AbortSignal.abort(new Error('too late')), on, queue, rewriting),
    );
    expect(thrown).toEqual(new Error('too late'));
    expect(on['web-llm'].tasks).toEqual([]);
    await works(queue);
  });

  it('by leaving the loop at any event frees the queue', async () => {
    const script: Script = {
      load: async (_signal, progress) => {
        progress({ phase: 'load', progress: 1 });
        return undefined;
      },
    };
    const { said } = await ask(summary, engines(script));
    expect(said.length).toBe(7);
    for (const leaveAt of said.keys()) {
      const queue = new Queue();
      const on = engines(script);
      let seen = 0;
      for await (const _ of run(never, on, queue, summary)) if (seen++ === leaveAt) break;
      expect(on['web-llm'].open).toBe(0);
      await works(queue);
    }
  });

  it('by leaving the loop while waiting leaves the queue to the others', async () => {
    const queue = new Queue();
    const leave = await queue.enter(never, () => {});
    const on = engines();
    for await (const { type } of run(never, on, queue, rewriting)) if (type === 'queued') break;
    leave();
    await works(queue);
    expect(on['web-llm'].tasks).toEqual([]);
  });
});

function failing(error: Error) {
  return async (): Promise<never> => {
    await nextTurn();
    throw error;
  };
}

/** Says its pieces, then fails. */
function saying(pieces: readonly string[], error: Error): Script['generate'] & object {
  return async function* () {
    yield* pieces;
    throw error;
  };
}

/** Like a tokenizer that finds four times as many tokens as were estimated. */
function overWindowAbove(characters: number): Script['generate'] & object {
  return async function* (_signal, task) {
    if (task.text.length > characters) throw new AppError('over-window', 'Too many tokens.');
    yield 'Enough.';
    return ending;
  };
}
