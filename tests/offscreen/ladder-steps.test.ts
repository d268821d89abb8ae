import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import type { Pace } from '../../src/core/ladder/preference.ts';
import type { ModelChoice, Task } from '../../src/core/tools.ts';
import type { Engines } from '../../src/offscreen/engine-states.ts';
import { Gate } from '../../src/offscreen/gate.ts';
import { Health } from '../../src/offscreen/health.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import { Queue } from '../../src/offscreen/queue.ts';
import { type Device, runOnDevice } from '../../src/offscreen/run-on-device.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { FakeBattery } from './fake-battery.ts';
import { answering, deviceWith, ready, type Script, ScriptedEngine } from './scripted-engine.ts';

const never = new AbortController().signal;
const text = 'A cat was seen. It sat on a mat.';
const summarize: ModelChoice = { tool: 'summarize', type: 'tldr', length: 'short' };
const rewrite: ModelChoice = { tool: 'rewrite', style: 'friendly', instruction: '' };
const summary: Task = { choice: summarize, text, language: 'en' };
const rewriting: Task = { choice: rewrite, text, language: 'en' };

const instant = new ScriptedEngine('instant', { generate: answering('The draft.') });

/** Says which engine wrote it. */
function engine(id: 'web-llm' | 'built-in' | 'cpu', script: Script = {}): ScriptedEngine {
  return new ScriptedEngine(id, { generate: answering(`By ${id}.`), ...script });
}

function failing(code: ErrorCode): Script {
  return {
    generate: async function* () {
      yield 'Half of it';
      throw new AppError(code, 'planted');
    },
  };
}

function ask(device: Device, task: Task, pace: Pace = 'usual') {
  return runOnDevice(never, device, new Meter(), { task, pace, documentId: 'here' });
}

async function told(device: Device, task: Task, pace: Pace = 'usual'): Promise<string[]> {
  const said: string[] = [];
  try {
    for await (const event of ask(device, task, pace)) said.push(inShort(event));
  } catch (thrown) {
    said.push(`threw ${(thrown as AppError).code}`);
  }
  return said;
}

function inShort(event: RunEvent): string {
  switch (event.type) {
    case 'fallback':
      return `${event.code} > ${'engine' in event.next ? event.next.engine : event.next.kind}`;
    case 'plan':
      return `plan ${event.engine}, ${event.why?.kind}`;
    case 'done':
      return `done ${event.result}${event.offer ? `, offers ${event.offer.engine}` : ''}`;
    case 'held':
      return `held by ${event.by}`;
    default:
      return event.type;
  }
}

function device(some: Partial<Engines>, change: Partial<Device> = {}): Device {
  return deviceWith({ instant, ...some }, new Queue(), change);
}

describe('an engine that fails in the middle', () => {
  const twoMore = { cpu: engine('cpu') };

  it('is followed by the next one, which says so and begins with an empty page', async () => {
    const on = device({ 'web-llm': engine('web-llm', failing('device-lost')), ...twoMore });
    expect(await told(on, rewriting)).toEqual([
      ...['plan web-llm, best', 'prefill', 'delta'],
      'device-lost > cpu',
      ...['plan cpu, instead', 'prefill', 'delta', 'done By cpu.'],
    ]);
  });

  it('leaves the draft standing while the next one is asked', async () => {
    const on = device({ 'web-llm': engine('web-llm', failing('device-lost')), ...twoMore });
    const said = await told(on, summary);
    expect(said.filter((one) => /draft|>|done/.test(one))).toEqual([
      ...['draft', 'device-lost > cpu', 'draft', 'done By cpu.'],
    ]);
  });

  it('is told of as well when all others fail too, and the draft is the answer', async () => {
    const on = device({
      'web-llm': engine('web-llm', failing('device-lost')),
      'built-in': engine('built-in', failing('unexpected')),
      cpu: engine('cpu', failing('out-of-memory')),
    });
    const said = await told(on, summary);
    expect(said.filter((one) => />|done/.test(one))).toEqual([
      // By quality: the browser's own before models of the same tier.
      ...['unexpected > web-llm', 'device-lost > cpu', 'out-of-memory > instant'],
      'done The draft.',
    ]);
    expect((await told(on, rewriting)).at(-1)).toBe('threw out-of-memory');
  });

  it('twice is not asked first a third time, until it has answered', async () => {
    const on = device({ 'web-llm': engine('web-llm', failing('device-lost')), ...twoMore });
    await told(on, rewriting);
    await told(on, rewriting);
    expect(await told(on, rewriting)).toEqual([
      'device-lost > cpu',
      ...['plan cpu, instead', 'prefill', 'delta', 'done By cpu.'],
    ]);
    expect((await told(on, rewriting, 'now')).slice(0, 1)).toEqual(['plan web-llm, best']);
  });

  it('is not to blame for a text that is too long', async () => {
    const on = device({ 'web-llm': engine('web-llm', failing('over-window')), ...twoMore });
    for (let time = 0; time < 3; time++)
      expect((await told(on, rewriting))[0]).toBe('plan web-llm, best');
  });
});

describe('failures', () => {
  it('are forgiven after ten minutes', () => {
    let now = 0;
    const health = new Health(() => now);
    health.failed('cpu', 'unexpected');
    health.failed('cpu', 'unexpected');
    expect(health.stateOf('cpu', ready)).toEqual({
      ...ready,
      state: 'failing',
      code: 'unexpected',
    });
    expect(health.stateOf('web-llm', ready)).toEqual(ready);
    now = 10 * 60_000;
    expect(health.stateOf('cpu', ready)).toEqual(ready);
    health.failed('cpu', 'unexpected');
    expect(health.stateOf('cpu', ready)).toEqual(ready);
  });

  it('end with an answer', () => {
    const health = new Health();
    health.failed('cpu', 'unexpected');
    health.succeeded('cpu');
    health.failed('cpu', 'unexpected');
    expect(health.stateOf('cpu', ready)).toEqual(ready);
  });
});

describe('the settings', () => {
  const prefer = (preference: 'fastest' | 'cpu' | 'built-in' | 'instant') => ({
    settings: async () => ({ preference, upgradeAbovePercent: 20 }) as const,
  });
  const both = { 'web-llm': engine('web-llm'), cpu: engine('cpu') };

  it('that want the fastest get the draft as the answer, with the offer of a better one', async () => {
    const on = device(both, prefer('fastest'));
    expect(await told(on, summary)).toEqual(['draft', 'done The draft., offers web-llm']);
    expect((await told(on, summary, 'now')).at(-1)).toBe('done By web-llm.');
  });

  it('that name an engine get it, or are told why not', async () => {
    const named = await told(device(both, prefer('cpu')), rewriting);
    expect(named[0]).toBe('plan cpu, chosen');
    const other = await told(device(both, prefer('built-in')), rewriting);
    expect(other.slice(0, 2)).toEqual(['no-model > web-llm', 'plan web-llm, instead']);
  });

  it('that name the instant engine get it alone', async () => {
    const on = device(both, prefer('instant'));
    expect(await told(on, summary)).toEqual(['draft', 'done The draft.']);
  });
});

describe('a better answer that nobody asked for', () => {
  const lowBattery = () => new FakeBattery(0.15, false);
  const on = (battery: FakeBattery) =>
    device({ 'web-llm': engine('web-llm') }, { gate: new Gate(async () => battery) });

  it('waits while the battery is low, and comes when the device is plugged in', async () => {
    const battery = lowBattery();
    const said: string[] = [];
    for await (const event of ask(on(battery), summary)) {
      said.push(inShort(event));
      if (event.type === 'held') setTimeout(() => battery.become(0.15, true));
    }
    expect(said.slice(0, 3)).toEqual(['draft', 'held by battery', 'plan web-llm, best']);
    expect(said.at(-1)).toBe('done By web-llm.');
  });

  it('does not wait when the person asks for it now, and what has no draft does not either', async () => {
    expect((await told(on(lowBattery()), summary, 'now'))[1]).toBe('plan web-llm, best');
    expect((await told(on(lowBattery()), rewriting))[0]).toBe('plan web-llm, only');
  });

  it('does not wait above what the settings say, nor on mains', async () => {
    for (const battery of [new FakeBattery(0.2, false), new FakeBattery(0.01, true)])
      expect(await told(on(battery), summary)).not.toContain('held by battery');
  });

  it('waits while somebody writes in the page that asked, and for no other page', async () => {
    const gate = new Gate(async () => null);
    const typing = new AbortController();
    const asker = { trust: 'anyone', tabId: 1, frameId: 0, sites: [], isPrivate: false } as const;
    const held = gate.hold(typing.signal, { ...asker, documentId: 'here' });
    held.catch(() => {});
    void gate.hold(typing.signal, { ...asker, documentId: 'elsewhere' }).catch(() => {});
    const said: string[] = [];
    const here = device({ 'web-llm': engine('web-llm') }, { gate });
    for await (const event of ask(here, summary)) {
      said.push(inShort(event));
      if (event.type === 'held') setTimeout(() => typing.abort(new Error('hung up')));
    }
    expect(said.slice(0, 3)).toEqual(['draft', 'held by typing', 'plan web-llm, best']);
    await expect(held).rejects.toThrow('hung up');
  });

  it('can be given up while it waits', async () => {
    const controller = new AbortController();
    const battery = lowBattery();
    const request = { task: summary, pace: 'usual', documentId: null } as const;
    const said: string[] = [];
    const run = async () => {
      for await (const event of runOnDevice(controller.signal, on(battery), new Meter(), request)) {
        said.push(inShort(event));
        if (event.type === 'held') setTimeout(() => controller.abort(new Error('Stop')));
      }
    };
    await expect(run()).rejects.toThrow('Stop');
    expect(said).toEqual(['draft', 'held by battery']);
    expect(battery.listeners).toBe(0);
  });
});
