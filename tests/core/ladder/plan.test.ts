import { describe, expect, expectTypeOf, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Asked } from '../../../src/core/ladder/candidates.ts';
import type { Wanted } from '../../../src/core/ladder/order.ts';
import { type LocalPlan, planLocal } from '../../../src/core/ladder/plan.ts';
import type { EngineStates } from '../../../src/core/ladder/readiness.ts';
import { absent, failing, impossible, instant, ready, states } from './scripted-states.ts';

const summary: Asked = {
  choice: { tool: 'summarize', type: 'tldr', length: 'short' },
  language: 'en',
  textTokens: 800,
};
const rewriting: Asked = {
  ...summary,
  choice: { tool: 'rewrite', style: 'concise', instruction: '' },
};
const proofreading: Asked = { ...summary, choice: { tool: 'proofread' } };

const best: Wanted = { preference: 'best', pace: 'usual' };
const fastest: Wanted = { preference: 'fastest', pace: 'usual' };
/** The instant engine rewrites nothing, and proofreads English alone. */
const cannot = { state: 'unavailable', code: 'no-model' } as const;

function order(plan: LocalPlan): string {
  return plan.engines.map(({ engine }) => engine).join(' ');
}

function plan(asked: Asked, wanted: Wanted, some: Partial<EngineStates>): LocalPlan {
  return planLocal(asked, wanted, states(some));
}

describe('the best answer', () => {
  it('is that of the model that writes best, and the draft stands until it comes', () => {
    const some = {
      'web-llm': ready({ tier: 'better' }),
      'built-in': ready({ tier: null }),
      cpu: ready({ tier: 'least' }),
    };
    expect(order(plan(summary, best, some))).toBe('web-llm built-in cpu instant');
    expect(plan(summary, best, some)).toMatchObject({
      ...{ drafts: true, missing: null, offer: null, why: { kind: 'best' } },
    });
    const small = { ...some, 'web-llm': ready({ tier: 'balanced' }) };
    expect(order(plan(summary, best, small))).toBe('built-in web-llm cpu instant');
  });

  it('of a summary without a model is the text’s own sentences, and why is told', () => {
    expect(plan(summary, best, {})).toMatchObject({
      ...{ drafts: false, missing: 'no-model', offer: null, why: { kind: 'only' } },
    });
    expect(plan(summary, best, { cpu: impossible }).missing).toBe('no-gpu');
  });

  it('in English proofreading is that of rules, before the least of models and after the others', () => {
    const least = plan(proofreading, best, { cpu: ready({ tier: 'least' }) });
    expect(order(least)).toBe('instant cpu');
    expect(least).toMatchObject({ missing: null, why: { kind: 'best' }, offer: null });
    const small = plan(proofreading, best, { 'web-llm': ready({ tier: 'small' }) });
    expect(order(small)).toBe('web-llm instant');
    expect(small.drafts).toBe(true);
  });

  it('does not come from a model that does not know the language, unless there is no other', () => {
    const english = { 'web-llm': ready({ isEnglishOnly: true }) };
    const german = { language: 'de' };
    expect(order(plan({ ...summary, ...german }, best, english))).toBe('instant web-llm');
    expect(plan({ ...rewriting, ...german }, best, { ...english, instant: cannot })).toMatchObject({
      engines: [{ engine: 'web-llm' }],
      why: { kind: 'foreign' },
    });
    const other = { ...english, cpu: ready({ tier: 'least' }) };
    expect(order(plan({ ...summary, ...german }, best, other))).toBe('cpu instant web-llm');
    for (const language of ['en-GB', 'EN', 'und'])
      expect(order(plan({ ...summary, language }, best, english))).toBe('web-llm instant');
  });
});

describe('an engine that fails', () => {
  it('is tried after all others that can answer, and is named as the reason', () => {
    const some = { 'web-llm': failing('out-of-memory'), cpu: ready({ tier: 'least' }) };
    expect(order(plan(summary, best, some))).toBe('cpu instant web-llm');
    const why = { kind: 'instead', of: 'web-llm', code: 'out-of-memory' };
    expect(plan(summary, best, some).why).toEqual(why);
  });

  it('leaves a summary to the draft, with the offer to try it again', () => {
    const alone = plan(summary, best, { 'web-llm': failing() });
    expect(order(alone)).toBe('instant web-llm');
    expect(alone).toMatchObject({ missing: 'device-lost', offer: { engine: 'web-llm' } });
  });

  it('is tried where nothing else can answer', () => {
    const some = { 'web-llm': failing(), instant: cannot };
    expect(order(plan(rewriting, best, some))).toBe('web-llm');
  });

  it('is tried first again when the person asks for the best and no waiting', () => {
    const now = { preference: 'best', pace: 'now' } as const;
    const some = { 'web-llm': failing(), cpu: ready({ tier: 'least' }) };
    expect(order(plan(summary, now, some))).toBe('web-llm cpu instant');
  });
});

describe('an engine whose model is gone from the disk', () => {
  const gone = { state: 'needs-download', code: 'corrupt-model' } as const;

  it('is named as the reason why another answers', () => {
    const why = { kind: 'instead', of: 'web-llm', code: 'corrupt-model' };
    const cpu = ready({ tier: 'least' });
    expect(plan(summary, best, { 'web-llm': gone, cpu }).why).toEqual(why);
    expect(plan(summary, best, { 'web-llm': gone }).why).toEqual(why);
    expect(plan(summary, fastest, { 'web-llm': gone, cpu }).why).toEqual({ kind: 'fastest' });
  });

  it('is no reason where a better one answers all the same', () => {
    const some = { 'web-llm': ready(), cpu: gone };
    expect(plan(summary, best, some).why).toEqual({ kind: 'best' });
  });
});

describe('the fastest answer', () => {
  it('to a summary is instant, with an offer of the best that there is', () => {
    const quick = plan(summary, fastest, {
      'web-llm': ready({ tier: 'better', speed: { prefill: 400, decode: 40 } }),
      cpu: ready({ tier: 'least' }),
    });
    expect(order(quick)).toMatch(/^instant /);
    expect(quick).toMatchObject({
      ...{ drafts: false, missing: null, why: { kind: 'fastest' } },
      offer: { engine: 'web-llm', model: 'Scripted 1B' },
    });
    // 800 tokens at 400 a second, and 72 at 40.
    expect(quick.offer?.expectedMs).toBeCloseTo(2000 + 1800);
  });

  it('is the best one when it is asked for', () => {
    const now = { preference: 'fastest', pace: 'now' } as const;
    expect(plan(summary, now, { 'web-llm': ready() })).toMatchObject({
      engines: [{ engine: 'web-llm' }, { engine: 'instant' }],
      why: { kind: 'best' },
    });
  });

  it('to a rewrite is by measured speed, and what was never measured is guessed', () => {
    const slow = ready({ speed: { prefill: 20, decode: 2 } });
    const some = { 'web-llm': slow, 'built-in': ready({ speed: null }), instant: cannot };
    expect(order(plan(rewriting, fastest, some))).toBe('built-in web-llm');
    const fast = { ...some, 'web-llm': ready({ speed: { prefill: 4000, decode: 400 } }) };
    expect(order(plan(rewriting, fastest, fast))).toBe('web-llm built-in');
  });
});

describe('an engine that the settings name', () => {
  it('comes first, whatever is better', () => {
    const some = { 'web-llm': ready({ tier: 'best' }), cpu: ready({ tier: 'least' }) };
    const always = { preference: 'cpu', pace: 'usual' } as const;
    expect(order(plan(summary, always, some))).toBe('cpu web-llm instant');
    expect(plan(summary, always, some).why).toEqual({ kind: 'chosen' });
  });

  it('is never replaced in silence', () => {
    const always = { preference: 'web-llm', pace: 'usual' } as const;
    expect(plan(summary, always, { cpu: ready({ tier: 'least' }) })).toMatchObject({
      engines: [{ engine: 'cpu' }, { engine: 'instant' }],
      why: { kind: 'instead', of: 'web-llm', code: 'no-gpu' },
    });
  });

  it('when it is the instant one offers no model', () => {
    const always = { preference: 'instant', pace: 'usual' } as const;
    expect(plan(summary, always, { 'web-llm': ready() })).toMatchObject({
      ...{ missing: null, offer: null, drafts: false, why: { kind: 'chosen' } },
    });
  });
});

describe('the length of a text', () => {
  const long = { ...rewriting, textTokens: 3000 };

  it('that must be read whole rules out engines that it does not fit', () => {
    const roomy = ready({ contextTokens: 16_000 });
    const some = { 'web-llm': ready(), 'built-in': roomy, instant: cannot };
    expect(order(plan(long, best, some))).toBe('built-in');
    expect(() => plan(long, best, { 'web-llm': ready(), instant: cannot })).toThrow(
      expect.objectContaining({ code: 'over-window' }),
    );
  });

  it('rules out the CPU where it could not read the text in time', () => {
    const some = {
      cpu: ready({ contextTokens: null, speed: { prefill: 18, decode: 10 } }),
      instant: cannot,
    };
    // 20 seconds at 18 tokens, without the instruction's.
    expect(order(plan({ ...rewriting, textTokens: 232 }, best, some))).toBe('cpu');
    expect(() => plan({ ...rewriting, textTokens: 233 }, best, some)).toThrow(
      expect.objectContaining({ code: 'over-budget' }),
    );
  });

  it('rules out nobody for a summary, which reads what it can', () => {
    const some = { cpu: ready({ speed: { prefill: 18, decode: 10 } }) };
    expect(order(plan({ ...summary, textTokens: 100_000 }, best, some))).toBe('cpu instant');
  });
});

describe('when nothing can answer', () => {
  it.each([
    ['a model can be downloaded', { cpu: absent }, 'no-model'],
    ['a model is on its way', { cpu: { state: 'downloading', code: 'no-model' } }, 'no-model'],
    ['the device has nothing', { cpu: impossible }, 'no-gpu'],
  ] as const)('and %s the error says so', (_what, some, code) => {
    expect(() => plan(rewriting, best, { ...some, instant: cannot })).toThrow(
      expect.objectContaining({ name: 'AppError', code }),
    );
  });

  it('the engine that the settings name is as little to be had as the others', () => {
    const always = { preference: 'built-in', pace: 'usual' } as const;
    expect(() => plan(rewriting, always, { instant: cannot })).toThrow(AppError);
  });
});

describe('the cloud', () => {
  it('has no place in the types of a local plan', () => {
    type Planned = LocalPlan['engines'][number]['engine'];
    expectTypeOf<Extract<keyof EngineStates, 'cloud' | 'door'>>().toBeNever();
    expectTypeOf<Extract<Planned, 'cloud' | 'door'>>().toBeNever();
    // @ts-expect-error: only local engines have a state, so that none else can be planned.
    planLocal(summary, best, { ...states({ instant }), cloud: ready() } satisfies EngineStates);
  });
});
