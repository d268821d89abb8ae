import { describe, expect, it, vi } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import type { Choice } from '../../src/core/tools.ts';
import type { Fallback } from '../../src/protocol/contract.ts';
import { fallbackText } from '../../src/ui/fallback-text.ts';

vi.mock('../../src/platform/text.ts', () => import('./english.ts'));

const summarize: Choice = { tool: 'summarize', type: 'tldr', length: 'short' };
const proofread: Choice = { tool: 'proofread' };
const model = 'Qwen3 0.6B';
const nexts: Fallback['next'][] = [
  { kind: 'again', model },
  { kind: 'smaller', model },
  { kind: 'engine', engine: 'cpu', model },
  { kind: 'engine', engine: 'built-in', model: null },
  { kind: 'instant' },
];

describe('a note on who did not answer', () => {
  it('is there for every code and whatever comes next, now and afterwards', () => {
    for (const code of errorCodes)
      for (const next of nexts)
        for (const isRunning of [true, false])
          expect(fallbackText({ code, next }, { choice: summarize, isRunning })).toMatch(
            /^[A-Z][^$]+[.…]$/,
          );
  });

  it.each<[Fallback['code'], string]>([
    ['over-budget', 'The model would need too long for this text. Answered by Qwen3 0.6B instead.'],
    [
      'language-unsupported',
      'It does not know the language of this text. Answered by Qwen3 0.6B instead.',
    ],
    [
      'no-gpu',
      'This device has no graphics processor that models can use. Answered by Qwen3 0.6B instead.',
    ],
    [
      'no-model',
      'What you chose in the options is not ready for this. Answered by Qwen3 0.6B instead.',
    ],
  ])('of an engine that another one stands in for: %s', (code, words) => {
    const next = { kind: 'engine', engine: 'cpu', model } as const;
    expect(fallbackText({ code, next }, { choice: proofread, isRunning: false })).toBe(words);
  });

  it('calls rules rules and sentences sentences', () => {
    const fallback: Fallback = { code: 'no-model', next: { kind: 'instant' } };
    expect(fallbackText(fallback, { choice: summarize, isRunning: false })).toBe(
      'No model is ready on this device. So this is made of the text’s own sentences.',
    );
    expect(fallbackText(fallback, { choice: proofread, isRunning: false })).toBe(
      'No model is ready on this device. So this was corrected by rules alone.',
    );
  });
});
