import { describe, expect, it, vi } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import type { EngineState } from '../../src/core/ladder/readiness.ts';
import type { Why } from '../../src/core/ladder/why.ts';
import { localEngines } from '../../src/core/receipt.ts';
import type { Answering, Better, EnginesReport } from '../../src/protocol/engines-report.ts';
import {
  answersText,
  betterText,
  engineName,
  kindText,
  nobodyText,
  offerText,
  reasonText,
  stateText,
  tools,
  whyText,
  workText,
} from '../../src/ui/engine-words.ts';
import { errorText } from '../../src/ui/texts.ts';

vi.mock('../../src/platform/text.ts', () => import('./english.ts'));

/** What a person can read: a sentence or a name, with nothing left to fill in. */
const readable = /^[^$]*[a-z][^$]*$/;

const qwen: Answering = { engine: 'web-llm', model: 'Qwen3 0.6B', why: { kind: 'best' } };
const rules: Answering = { engine: 'instant', model: null, why: { kind: 'only' } };

function reportOf(answers: EnginesReport['answers']): EnginesReport {
  return { engines: [], answers, better: null };
}

describe('words for what this device has', () => {
  it('exist for every engine, state, tool and reason', () => {
    const states = ['ready', 'needs-download', 'downloading', 'unavailable', 'failing'] as const;
    const said = [
      ...localEngines.map((id) => kindText(id)),
      ...localEngines.map((engine) => engineName({ engine, model: null })),
      ...errorCodes.flatMap((code) => [reasonText(code), errorText(code)]),
      ...tools.flatMap((tool) => [workText(tool), nobodyText(tool)]),
      ...states.flatMap((state) =>
        errorCodes.map((code) => stateText({ id: 'cpu', state, code, model: null })),
      ),
    ];
    for (const words of said) expect(words).toMatch(readable);
  });

  it('tell every reason why an engine answers from the others', () => {
    const whys: Why[] = [
      ...(['chosen', 'best', 'fastest', 'only', 'foreign'] as const).map((kind) => ({ kind })),
      ...localEngines.map((of): Why => ({ kind: 'instead', of, code: 'device-lost' })),
      { kind: 'instead', of: 'web-llm', code: 'over-budget' },
    ];
    const said = whys.map(whyText);
    for (const words of said) expect(words).toMatch(readable);
    expect(new Set(said).size).toBe(whys.length);
    expect(whyText({ kind: 'instead', of: 'built-in', code: 'language-unsupported' })).toBe(
      'In place of the browser’s own model. It does not know the language of this text.',
    );
  });

  it.each<[EngineState['state'], Parameters<typeof reasonText>[0] | null, string]>([
    ['ready', null, 'Qwen3 0.6B · Ready'],
    ['downloading', 'no-model', 'Qwen3 0.6B · Downloading…'],
    ['failing', 'gibberish', 'Qwen3 0.6B · Failed of late. The model wrote gibberish.'],
  ])('say of a model that is %s (%s): %s', (state, code, words) => {
    expect(stateText({ id: 'web-llm', state, code, model: 'Qwen3 0.6B' })).toBe(words);
  });

  it('say why an engine is not on this device where there is more to say', () => {
    const unavailable = { id: 'web-llm', state: 'unavailable', model: null } as const;
    expect(stateText({ ...unavailable, code: 'no-model' })).toBe('Not on this device');
    expect(stateText({ ...unavailable, code: 'no-gpu' })).toBe(
      'This device has no graphics processor that models can use.',
    );
    expect(stateText({ ...unavailable, id: 'built-in', code: 'built-in-unavailable' })).toBe(
      'The browser brings no model of its own.',
    );
  });

  it('name who answers once where it is one for all, else each with what it does', () => {
    expect(answersText(reportOf({ summarize: qwen, rewrite: qwen, proofread: qwen }))).toBe(
      'Qwen3 0.6B',
    );
    expect(answersText(reportOf({ summarize: rules, rewrite: null, proofread: rules }))).toBe(
      'Sotto’s instant rules (summaries and proofreading); nobody yet (rewriting)',
    );
  });

  it('say what a download would bring that is not there, and what it would make better', () => {
    const report = reportOf({ summarize: rules, rewrite: null, proofread: rules });
    const gains = ['summarize', 'rewrite', 'proofread'] as const;
    const model: Better = {
      ...{ kind: 'model', modelId: 'q', model: 'Qwen3 0.6B', tier: 'balanced', gains },
      ...{ downloadBytes: 350e6, pageMs: 3100 },
    };
    expect(betterText(model, report)).toBe(
      'Qwen3 0.6B would bring better summaries, rewriting, and better proofreading: a download of about 350 MB. A page of text takes it about 3 seconds on this device.',
    );
    expect(betterText({ ...model, pageMs: null }, report)).toMatch(/350 MB\.$/);
    const builtIn: Better = { kind: 'built-in', gains: ['rewrite'], pageMs: null };
    expect(betterText(builtIn, report)).toMatch(/^The browser’s own model would bring rewriting\./);
  });

  it('name the time of a better answer where it is known', () => {
    const offer = { engine: 'cpu', model: 'SmolLM2 360M', expectedMs: 6100 } as const;
    expect(offerText(offer)).toBe('SmolLM2 360M, about 6 seconds');
    expect(offerText({ ...offer, expectedMs: null })).toBe('SmolLM2 360M');
  });
});
