import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamCleaner } from '../../src/core/clean.ts';
import { errorCodes } from '../../src/core/errors.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { applyEvent, idle, isRunning, type JobState, type Phase } from '../../src/ui/job-state.ts';

const starting: JobState = { ...idle, phase: 'starting', original: 'The text.' };
const reading = { wordsRead: 20, wordsTotal: 80 };
const traffic = { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false };
const modelReceipt: Receipt = {
  ...{ engine: 'web-llm', model: 'Qwen3 0.6B', tokens: 9, truncated: false },
  ...{ ...reading, traffic, masking: null, elapsedMs: 1200 },
};
const instantReceipt: Receipt = {
  ...{ engine: 'instant', model: null, tokens: null, truncated: false },
  ...{ wordsRead: 80, wordsTotal: 80, traffic, masking: null, elapsedMs: 12 },
};

const draft: RunEvent & { type: 'draft' } = {
  type: 'draft',
  result: 'The draft.',
  receipt: instantReceipt,
};
const again = { kind: 'again', model: 'Qwen3 0.6B' } as const;
const plan: RunEvent = { type: 'plan', engine: 'web-llm', model: 'Qwen3 0.6B', reading };

const drafted: JobState = {
  ...starting,
  ...{ text: 'The draft.', draft, isDraft: true, engine: 'instant', receipt: instantReceipt },
};

function told(...events: RunEvent[]): JobState {
  return events.reduce(applyEvent, starting);
}

describe('the state of a request', () => {
  it('shows the draft at once, and whose it is', () => {
    expect(told(draft)).toEqual(drafted);
  });

  it('keeps the draft while it waits, loads and reads', () => {
    const before = drafted;
    const queued = told(draft, { type: 'queued', ahead: 2 });
    expect(queued).toEqual({ ...before, phase: 'queued', ahead: 2 });
    const load = { phase: 'compile', progress: 0.5 } as const;
    const loading = applyEvent(queued, { type: 'loading', ...load });
    expect(loading).toEqual({ ...before, phase: 'loading', ahead: 2, load });
    const prefill = [plan, { type: 'prefill' } as const].reduce(applyEvent, loading);
    expect(prefill).toMatchObject({ phase: 'prefill', model: 'Qwen3 0.6B', reading });
    expect(prefill).toMatchObject({ text: 'The draft.', isDraft: true, engine: 'instant' });
  });

  it('loses the draft with the first word of the model', () => {
    const state = told(draft, plan, { type: 'delta', keep: 0, text: 'The cat' });
    expect(state).toMatchObject({
      ...{ phase: 'writing', text: 'The cat', isDraft: false },
      ...{ engine: 'web-llm', model: 'Qwen3 0.6B' },
    });
  });

  it('asks for consent until something is sent', () => {
    const preview = {
      ...{ server: { host: 'ai.example.com', model: 'large' }, text: '[EMAIL_1]', language: 'en' },
      choice: { tool: 'rewrite', style: 'concise', instruction: '' } as const,
      masked: [],
    };
    const asked = told({ type: 'consent', ticket: 't', preview });
    expect(asked).toMatchObject({ phase: 'consent', consent: { ticket: 't', preview } });
    const sent = applyEvent(asked, { type: 'asking' });
    expect(sent).toMatchObject({ phase: 'asking', consent: null });
    expect([asked, sent].map(isRunning)).toEqual([true, true]);
  });

  it('tells what left, how long a server is waited for, and whose the answer is', () => {
    const left = { sentBytes: 500, receivedBytes: 0, hosts: ['ai.example.com'], isAtMost: false };
    const state = told(
      { type: 'plan', engine: 'cloud', model: 'large', reading },
      { type: 'asking' },
      { type: 'traffic', traffic: left },
      { type: 'waiting', delayMs: 2000, code: 'cloud-busy' },
    );
    expect(state).toMatchObject({ phase: 'waiting', waitMs: 2000, traffic: left, engine: null });
    const writing = applyEvent(state, { type: 'delta', keep: 0, text: 'The' });
    expect(writing).toMatchObject({ phase: 'writing', engine: 'cloud', model: 'large' });
  });

  it('keeps nothing of the draft, whatever the first word asks to keep', () => {
    expect(told(draft, { type: 'delta', keep: 3, text: 'A cat' }).text).toBe('A cat');
  });

  it('grows by what is kept and what follows it', () => {
    const state = told(
      draft,
      { type: 'delta', keep: 0, text: '"The cat' },
      { type: 'delta', keep: 8, text: ' sat.' },
      { type: 'delta', keep: 0, text: 'The cat sat.' },
    );
    expect(state.text).toBe('The cat sat.');
  });

  it('ends with the whole result and its receipt, whatever was shown before', () => {
    const state = told(
      draft,
      plan,
      { type: 'delta', keep: 0, text: 'Th' },
      { type: 'done', result: 'The cat sat.', receipt: modelReceipt },
    );
    expect(state).toMatchObject({
      ...{ phase: 'done', text: 'The cat sat.', isDraft: false, fallbacks: [], error: null },
      ...{ engine: 'web-llm', model: 'Qwen3 0.6B', reading, receipt: modelReceipt },
    });
  });

  it('ends with the draft, no longer called one, and the reason, when the model failed', () => {
    const state = told(
      draft,
      plan,
      { type: 'delta', keep: 0, text: 'The c' },
      { type: 'fallback', code: 'device-lost', next: { kind: 'instant' } },
      { type: 'done', result: 'The draft.', receipt: instantReceipt },
    );
    expect(state).toMatchObject({
      ...{ phase: 'done', text: 'The draft.', isDraft: false },
      fallbacks: [{ code: 'device-lost', next: { kind: 'instant' } }],
      ...{ engine: 'instant', model: null, reading: { wordsRead: 80, wordsTotal: 80 } },
    });
  });

  it('lets go of what a model wrote that failed, so that the next one begins anew', () => {
    const fallback = { type: 'fallback', code: 'device-lost', next: again } as const;
    const state = told(plan, { type: 'delta', keep: 0, text: 'The c' }, fallback);
    expect(state).toMatchObject({ phase: 'loading', load: null, text: '', engine: null });
    const { text } = [plan, { type: 'delta', keep: 0, text: 'A cat' } as const].reduce(
      applyEvent,
      state,
    );
    expect(text).toBe('A cat');
  });

  it('shows the draft again meanwhile, where there is one', () => {
    const fallback = { type: 'fallback', code: 'gibberish', next: again } as const;
    expect(told(draft, fallback)).toMatchObject({ text: 'The draft.', isDraft: true });
    const state = told(draft, plan, { type: 'delta', keep: 0, text: '!!!' }, fallback, draft);
    expect(state).toMatchObject({ text: 'The draft.', isDraft: true, engine: 'instant' });
  });

  it('remembers each engine that failed, in turn', () => {
    const smaller = { kind: 'smaller', model: 'Qwen3 0.6B' } as const;
    const state = told(
      { type: 'fallback', code: 'device-lost', next: again },
      { type: 'fallback', code: 'out-of-memory', next: smaller },
    );
    expect(state.fallbacks).toEqual([
      { code: 'device-lost', next: again },
      { code: 'out-of-memory', next: smaller },
    ]);
  });

  it('changes no state that was shown before', () => {
    const before = Object.freeze(told(draft));
    applyEvent(before, { type: 'delta', keep: 0, text: 'The cat' });
    expect(before).toEqual(told(draft));
  });

  it.each<[Phase, boolean]>([
    ['idle', false],
    ['starting', true],
    ['held', true],
    ['queued', true],
    ['loading', true],
    ['prefill', true],
    ['writing', true],
    ['done', false],
    ['stopped', false],
    ['failed', false],
  ])('that is %s can be stopped: %s', (phase, running) => {
    expect(isRunning({ ...idle, phase })).toBe(running);
  });
});

describe('whatever the engine room says', () => {
  const event: fc.Arbitrary<RunEvent> = fc.oneof(
    fc.record({ type: fc.constant('queued' as const), ahead: fc.nat(5) }),
    fc.record({
      type: fc.constant('draft' as const),
      ...{ result: fc.string(), receipt: fc.constant(instantReceipt) },
    }),
    fc.constant(plan),
    fc.constant({ type: 'loading', phase: 'fetch', progress: 0.3 } as const),
    fc.constant({ type: 'prefill' } as const),
    fc.record({ type: fc.constant('delta' as const), keep: fc.nat(9), text: fc.string() }),
    fc.record({
      type: fc.constant('fallback' as const),
      code: fc.constantFrom(...errorCodes),
      next: fc.constantFrom({ kind: 'instant' } as const, again),
    }),
  );

  it('a request goes on until it is done, and is then what the receipt says', () => {
    fc.assert(
      fc.property(
        fc.array(event),
        fc.constantFrom(modelReceipt, instantReceipt),
        fc.string(),
        (events, receipt, result) => {
          const before = told(...events);
          expect(isRunning(before)).toBe(true);
          expect(before.isDraft && before.engine !== 'instant').toBe(false);
          const { engine, model } = receipt;
          const done = { phase: 'done', text: result, isDraft: false, engine, model, receipt };
          expect(applyEvent(before, { type: 'done', result, receipt })).toMatchObject(done);
        },
      ),
    );
  });

  it('the text is what the cleaner meant to show, over any draft', () => {
    const task = {
      choice: { tool: 'summarize', type: 'key-points', length: 'short' } as const,
      text: 'A cat.',
    };
    const piece = fc.constantFrom('1. ', '- ', 'The cat', ' sat.', '\n', '"', '🙂', 'Here is');
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, hasDraft) => {
        const cleaner = new StreamCleaner(task);
        let state = hasDraft ? told(draft) : starting;
        let shown = state.text;
        let isFirst = true;
        for (const one of pieces) {
          const change = cleaner.push(one);
          if (!change) continue;
          if (isFirst) expect(change.keep).toBe(0);
          shown = (isFirst ? '' : shown).slice(0, change.keep) + change.text;
          isFirst = false;
          state = applyEvent(state, { type: 'delta', ...change });
        }
        expect(state.text).toBe(shown);
      }),
    );
  });
});
