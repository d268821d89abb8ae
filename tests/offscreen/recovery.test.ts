import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import { mlcCatalog } from '../../src/core/models/mlc-catalog.ts';
import type { Model } from '../../src/core/models/model.ts';
import { variantToShow } from '../../src/core/models/variant.ts';
import type { ModelChoice, Task } from '../../src/core/tools.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import type { ModelChoice as Choice } from '../../src/offscreen/models/choose-model.ts';
import { Queue } from '../../src/offscreen/queue.ts';
import { Recovery } from '../../src/offscreen/recovery.ts';
import { runOnDevice } from '../../src/offscreen/run-on-device.ts';
import { smallerThan } from '../../src/offscreen/smaller-model.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { answering, deviceWith, ending, ready, ScriptedEngine } from './scripted-engine.ts';

const never = new AbortController().signal;
const summarize: ModelChoice = { tool: 'summarize', type: 'tldr', length: 'short' };
const rewrite: ModelChoice = { tool: 'rewrite', style: 'friendly', instruction: '' };
const text = 'A cat was seen. It sat on a mat.';

const models = [named('L', 300), named('M', 200), named('S', 100)];

function named(id: string, memoryMb: number): Model {
  const [first] = mlcCatalog;
  if (!first?.f32) throw new Error('The first of the catalog has no form for every adapter.');
  return { ...first, id, name: id, f32: { ...first.f32, id, memoryMb } };
}

/** A device with these models, of which the first is wanted; each fails as its list says, then answers. */
class Device {
  readonly onDisk: string[];
  readonly failures: Map<string, (ErrorCode | 'fine')[]>;
  /** What stands in the way of all models, once one has failed. */
  lack: ErrorCode | null = null;
  /** Each load, by the model's name. */
  readonly loaded: string[] = [];
  /** Models whose files are to be looked at. */
  readonly suspected: string[] = [];
  readonly #recovery: Recovery;
  #current = named('none', 0);

  constructor(onDisk: string[], failures: Record<string, (ErrorCode | 'fine')[]>) {
    this.onDisk = onDisk;
    this.failures = new Map(Object.entries(failures).map(([id, list]) => [id, [...list]]));
    const choose = async (modelId: string | null): Promise<Choice> => this.#choose(modelId);
    this.#recovery = new Recovery({
      choose,
      smallerThan: (model) => smallerThan(model, models, choose),
      answered: () => {},
      suspect: ({ id }) => this.suspected.push(id),
    });
  }

  #choose(modelId: string | null): Choice {
    if (this.lack && this.loaded.length > 0) return { state: 'unavailable', code: this.lack };
    const id = this.onDisk.includes(modelId ?? '') ? modelId : this.onDisk[0];
    const model = models.find((one) => one.id === id);
    if (!model) return { state: 'needs-download', code: 'no-model' };
    return { model, variant: variantToShow(model, false), speed: null };
  }

  /** What a request says, each event in short. */
  async ask(choice: ModelChoice): Promise<string[]> {
    const task: Task = { choice, text, language: 'en' };
    const instant = new ScriptedEngine('instant', { generate: answering('The draft.') });
    const on = deviceWith({ 'web-llm': this.#engine(), instant }, new Queue());
    const request = { task, pace: 'usual', documentId: null } as const;
    const said: string[] = [];
    try {
      for await (const event of runOnDevice(never, on, new Meter(), request))
        said.push(told(event));
    } catch (thrown) {
      said.push(`threw ${(thrown as AppError).code}`);
    }
    return said;
  }

  #engine(): ScriptedEngine {
    const recovery = this.#recovery;
    const readyWith = (model: Model, setAside: ErrorCode | null) => ({
      ...ready,
      model: model.name,
      setAside,
    });
    return new ScriptedEngine('web-llm', {
      readiness: async () => {
        const pick = await recovery.pick();
        return 'code' in pick ? pick : readyWith(pick.model, pick.setAside);
      },
      load: async (_signal, _progress, instead) => {
        const pick = await (instead ? recovery.take(instead) : recovery.pick());
        if ('code' in pick) throw new AppError(pick.code, 'none');
        this.#current = pick.model;
        this.loaded.push(pick.model.id);
        return readyWith(pick.model, pick.setAside);
      },
      generate: (_signal, _task) => this.#answer(this.#current),
      recover: (_signal, code) => recovery.after(this.#current, code),
    });
  }

  async *#answer(model: Model) {
    const next = this.failures.get(model.id)?.shift() ?? 'fine';
    yield `${model.id} says so`;
    if (next !== 'fine') throw new AppError(next, 'planted');
    this.#recovery.succeeded({ model, variant: variantToShow(model, false) }, null);
    return ending;
  }
}

function told(event: RunEvent): string {
  if (event.type === 'delta') return `+${event.keep} ${event.text}`;
  if (event.type === 'done') return `done ${event.result}`;
  if (event.type !== 'fallback') return event.type;
  const { code, next } = event;
  return `${code}>${next.kind === 'instant' ? 'instant' : `${next.kind} ${next.model}`}`;
}

/** Only what is told of failures, and the end. */
const steps = (said: string[]) => said.filter((one) => /^(?:done|threw|[a-z-]+>)/.test(one));

describe('after a failure', () => {
  it.each<[string, Record<string, ErrorCode[]>, string[], string[]]>([
    [
      'a GPU lost once',
      { L: ['device-lost'] },
      ['L', 'L'],
      ['device-lost>again L', 'done L says so'],
    ],
    [
      'a GPU lost twice',
      { L: ['device-lost', 'device-lost'] },
      ['L', 'L', 'M'],
      ['device-lost>again L', 'device-lost>smaller M', 'done M says so'],
    ],
    [
      'too little memory for two of three',
      {
        L: ['out-of-memory', 'out-of-memory'],
        M: ['out-of-memory', 'out-of-memory'],
      },
      ['L', 'L', 'M', 'M', 'S'],
      [
        ...['out-of-memory>again L', 'out-of-memory>smaller M'],
        ...['out-of-memory>again M', 'out-of-memory>smaller S', 'done S says so'],
      ],
    ],
    [
      'gibberish, then silence',
      { L: ['gibberish', 'engine-silent'] },
      ['L', 'L', 'M'],
      ['gibberish>again L', 'engine-silent>smaller M', 'done M says so'],
    ],
    [
      'damaged files',
      { L: ['corrupt-model'] },
      ['L', 'M'],
      ['corrupt-model>smaller M', 'done M says so'],
    ],
    [
      'a GPU that is lost each time',
      {
        L: ['device-lost', 'device-lost'],
        M: ['device-lost', 'device-lost'],
        S: ['device-lost', 'device-lost'],
      },
      ['L', 'L', 'M', 'M', 'S', 'S'],
      [
        ...['device-lost>again L', 'device-lost>smaller M', 'device-lost>again M'],
        ...[
          'device-lost>smaller S',
          'device-lost>again S',
          'device-lost>instant',
          'done The draft.',
        ],
      ],
    ],
    ['a text that does not fit', { L: ['over-window'] }, ['L'], ['done L says so']],
    [
      'an answer of nothing',
      { L: ['answer-empty'] },
      ['L'],
      ['answer-empty>instant', 'done The draft.'],
    ],
  ])(
    '%s: a summary comes all the same, and each step is told',
    async (_what, failures, loaded, said) => {
      const device = new Device(['L', 'M', 'S'], failures);
      expect(steps(await device.ask(summarize))).toEqual(said);
      expect(device.loaded).toEqual(loaded);
    },
  );

  it('a rewrite that nobody can make any more ends with the last reason, and no other engine', async () => {
    const device = new Device(['S'], { S: ['device-lost', 'out-of-memory'] });
    expect(steps(await device.ask(rewrite))).toEqual([
      'device-lost>again S',
      'threw out-of-memory',
    ]);
  });

  it('the next model begins with an empty page, and a summary with its draft again', async () => {
    const device = new Device(['S'], { S: ['device-lost', 'fine', 'device-lost'] });
    expect(await device.ask(rewrite)).toEqual([
      ...['plan', 'prefill', '+0 S says so', 'device-lost>again S'],
      ...['plan', 'prefill', '+0 S says so', 'done S says so'],
    ]);
    expect(await device.ask(summarize)).toEqual([
      ...['draft', 'plan', 'prefill', '+0 S says so', 'device-lost>again S'],
      ...['draft', 'plan', 'prefill', '+0 S says so', 'done S says so'],
    ]);
  });

  it('models that are not on disk are passed over', async () => {
    const device = new Device(['L', 'S'], { L: ['corrupt-model'] });
    expect(steps(await device.ask(rewrite))).toEqual(['corrupt-model>smaller S', 'done S says so']);
  });

  it.each([
    ['corrupt-model', ['L']],
    ['gibberish', ['L']],
    ['device-lost', []],
    ['engine-silent', []],
  ] as const)('after %s the files of %j are suspected', async (code, suspected) => {
    const device = new Device(['L'], { L: [code] });
    await device.ask(summarize);
    expect(device.suspected).toEqual(suspected);
  });

  it.each(['no-gpu', 'no-model'] as const)('%s by then is told', async (code) => {
    const device = new Device(['S'], { S: ['device-lost'] });
    device.lack = code;
    const said = ['device-lost>again S', `${code}>instant`, 'done The draft.'];
    expect(steps(await device.ask(summarize))).toEqual(said);
  });
});

describe('a model that failed twice', () => {
  const twice: ErrorCode[] = ['device-lost', 'device-lost'];

  it('is not tried before smaller ones in later requests, and that is told', async () => {
    const device = new Device(['L', 'S'], { L: twice });
    await device.ask(summarize);
    device.loaded.length = 0;
    expect(steps(await device.ask(rewrite))).toEqual(['device-lost>smaller S', 'done S says so']);
    expect(device.loaded).toEqual(['S']);
  });

  it('is tried once each time, where it is the only one', async () => {
    const device = new Device(['S'], { S: [...twice, 'device-lost'] });
    await device.ask(summarize);
    expect(steps(await device.ask(summarize))).toEqual(['device-lost>instant', 'done The draft.']);
    expect(steps(await device.ask(summarize))).toEqual(['done S says so']);
  });

  it('is as good as before once it has answered', async () => {
    const device = new Device(['S'], { S: [...twice, 'fine', 'device-lost'] });
    await device.ask(summarize);
    await device.ask(summarize);
    expect(steps(await device.ask(rewrite))).toEqual(['device-lost>again S', 'done S says so']);
  });

  it('but with an answer between is loaded again each time', async () => {
    const device = new Device(['L', 'S'], { L: ['device-lost', 'fine', 'device-lost', 'fine'] });
    for (const choice of [rewrite, rewrite])
      expect(steps(await device.ask(choice))).toEqual(['device-lost>again L', 'done L says so']);
  });
});
